import type { Directory } from '../../../src/shared/case/directory';
import type { ReferralInput } from '../../../src/shared/ipc/contract';
import type { Window } from '../core';

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A county's unit, another's and the city's own, each with its persons: enough to refer, raise and sign. */
export const BUREAU: Pick<Directory, 'units' | 'officials'> = {
  units: [
    {
      id: uuid(101),
      name: '郑州市生态环境局新郑分局',
      level: 'county',
      area: '410184',
      phone: '',
      isActive: true,
    },
    {
      id: uuid(102),
      name: '郑州市生态环境局惠济分局',
      level: 'county',
      area: '410108',
      phone: '',
      isActive: true,
    },
    {
      id: uuid(103),
      name: '郑州市生态环境综合行政执法支队',
      level: 'city',
      area: '',
      phone: '',
      isActive: true,
    },
  ],
  officials: [
    [110, 103, '韩松', 'head'],
    [111, 103, '蔡敏', 'deputy'],
    [112, 101, '孙立', 'unit_head'],
    [113, 101, '周明', 'handler'],
    [114, 103, '何平', 'unit_head'],
    [115, 103, '高远', 'handler'],
    [116, 102, '冯涛', 'unit_head'],
    [117, 102, '宋洁', 'handler'],
  ].map(([id, unit, name, role]) => ({
    id: uuid(Number(id)),
    unitId: uuid(Number(unit)),
    name,
    role,
    phone: '',
    areas: [],
    isActive: true,
  })),
} as never;

/** Enters all of them into the seat's directory. */
export async function enterBureau(window: Window): Promise<void> {
  for (const unit of BUREAU.units) await window.ask('directory.saveUnit', unit);
  for (const official of BUREAU.officials) await window.ask('directory.saveOfficial', official);
}

/** An official of the bureau by the last digits of the id, as acts name them. */
export function person(n: number) {
  const found = BUREAU.officials.find(({ id }) => id === uuid(n));
  if (found === undefined) throw new Error(`Nobody ${n} in the bureau`);
  const { id, name, role } = found;
  return { id, name, role };
}

export function aChoice(callId: string, changes: Partial<ReferralInput> = {}): ReferralInput {
  return {
    callId,
    unitId: uuid(101),
    headId: uuid(112),
    handlerId: uuid(113),
    supervisedById: null,
    neutral: [],
    kept: [],
    asked: true,
    decision: '',
    ...changes,
  } as ReferralInput;
}
