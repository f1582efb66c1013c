import type { CaseAct } from '../../../../src/shared/case/act';
import type { Directory, Official, Unit } from '../../../../src/shared/case/directory';
import { OfficialId } from '../../../../src/shared/case/official';
import type { ReferralInput } from '../../../../src/shared/ipc/contract';
import type { Window } from '../../../builders/core';

const uuid = (n: number) => OfficialId.parse(`01900000-0000-7000-8000-${String(n).padStart(12, '0')}`);

/** 局主要领导 and 分管领导 of the city's bureau. */
export const HEAD = { id: uuid(1), name: '韩松', role: 'head' } as const;
export const DEPUTY = { id: uuid(2), name: '蔡敏', role: 'deputy' } as const;

const NAMES = '立明涛洁平远宁辉芳磊霞军勇杰丽娟强静刚斌敏燕鹏莉';
const CITY_BUREAU = '郑州市生态环境局';

/** The bureau's own directory as its supervisor has filled it: the city's units, in each a head and a handler. */
export class Bureau {
  private constructor(private readonly directory: Directory) {}

  static async enter(window: Window): Promise<Bureau> {
    await window.ask('directory.seed', {});
    const { units } = await window.ask('directory.list', {});
    const officials = units.flatMap((unit, index): Official[] => {
      const of = { unitId: unit.id, phone: '0371-67100000', areas: [], isActive: true };
      const named = (n: number, surname: string, role: Official['role']) => ({
        ...of,
        id: uuid(100 + 3 * index + n),
        name: surname + (NAMES[index] ?? ''),
        role,
      });
      return [named(0, '孙', 'unit_head'), named(1, '周', 'handler'), named(2, '吴', 'handler')];
    });
    const city = units.find(({ name }) => name === CITY_BUREAU);
    if (city === undefined) throw new Error('No bureau');
    for (const leader of [HEAD, DEPUTY])
      officials.push({ ...leader, unitId: city.id, phone: '', areas: [], isActive: true });
    for (const official of officials) await window.ask('directory.saveOfficial', official);
    return new Bureau(await window.ask('directory.list', {}));
  }

  get city(): Unit {
    return this.find(({ name }) => name === CITY_BUREAU);
  }

  /** 首办责任 for a matter of this county: its own unit, else the city's. */
  handling(callId: string, county: string, changes: Partial<ReferralInput> = {}): ReferralInput {
    const unit = this.directory.units.find(({ area }) => area === county) ?? this.city;
    const of = (role: Official['role']) =>
      this.directory.officials.find((each) => each.unitId === unit.id && each.role === role)?.id;
    return {
      callId,
      unitId: unit.id,
      headId: of('unit_head'),
      handlerId: of('handler'),
      supervisedById: null,
      neutral: [],
      kept: [],
      asked: true,
      decision: '',
      ...changes,
    } as ReferralInput;
  }

  private find(is: (unit: Unit) => boolean): Unit {
    const found = this.directory.units.find(is);
    if (found === undefined) throw new Error('No such unit');
    return found;
  }
}

/** What a unit's report, both replies and the conclusion leave in a case; its pages have tests of their own. */
export function concluding(now: number, n: number): CaseAct[] {
  return [
    { kind: 'reported', revision: 1, finding: n % 2 === 0 ? 'true' : 'false', leader: DEPUTY, signedAt: now },
    { kind: 'replied', channel: 'platform', at: now, proof: `PT-${n}` },
    { kind: 'replied', channel: 'mail', at: now, proof: `<${n}@hn>` },
    { kind: 'concluded', note: '' },
  ];
}
