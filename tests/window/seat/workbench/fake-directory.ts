import type { Directory } from '../../../../src/shared/case/directory';
import { Directory as DirectoryShape } from '../../../../src/shared/case/directory';
import type { Input } from '../../../../src/shared/ipc/contract';

// TEST ONLY: units and officials in memory.

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const DIRECTORY: Directory = DirectoryShape.parse({
  units: [
    {
      id: uuid(1),
      name: '郑州市生态环境局惠济分局',
      level: 'county',
      area: '410108',
      phone: '0371-63600001',
      isActive: true,
    },
    {
      id: uuid(2),
      name: '郑州市生态环境局荥阳分局',
      level: 'county',
      area: '410182',
      phone: '0371-64600002',
      isActive: true,
    },
    {
      id: uuid(3),
      name: '郑州市生态环境综合行政执法支队',
      level: 'city',
      area: '',
      phone: '0371-67100003',
      isActive: true,
    },
  ],
  officials: [
    {
      id: uuid(10),
      unitId: uuid(3),
      name: '王建国',
      role: 'head',
      phone: '0371-67100010',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(13),
      unitId: uuid(3),
      name: '刘新华',
      role: 'deputy',
      phone: '0371-67100013',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(11),
      unitId: uuid(1),
      name: '孙立',
      role: 'unit_head',
      phone: '0371-63600011',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(12),
      unitId: uuid(1),
      name: '周明',
      role: 'handler',
      phone: '0371-63600012',
      areas: ['410108'],
      isActive: true,
    },
    {
      id: uuid(14),
      unitId: uuid(3),
      name: '何平',
      role: 'unit_head',
      phone: '0371-67100014',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(15),
      unitId: uuid(3),
      name: '高远',
      role: 'handler',
      phone: '0371-67100015',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(16),
      unitId: uuid(2),
      name: '冯涛',
      role: 'unit_head',
      phone: '0371-64600016',
      areas: [],
      isActive: true,
    },
    {
      id: uuid(17),
      unitId: uuid(2),
      name: '宋洁',
      role: 'handler',
      phone: '0371-64600017',
      areas: [],
      isActive: true,
    },
  ],
  interests: [
    {
      seq: 1,
      officialId: uuid(12),
      ground: 'townsman',
      words: '宏达洗涤',
      declaredAt: 1_796_000_000_000,
      endedAt: null,
    },
  ],
});

export function fakeDirectory(start: Directory = DIRECTORY) {
  let directory = start;
  return {
    'directory.seed': () => {
      const added = DIRECTORY.units.length - directory.units.length;
      directory = { ...directory, units: DIRECTORY.units };
      return { added };
    },
    'directory.list': () => directory,
    'directory.saveUnit': (unit: Input<'directory.saveUnit'>) => {
      directory = { ...directory, units: [...directory.units.filter(({ id }) => id !== unit.id), unit] };
      return directory;
    },
    'directory.saveOfficial': (official: Input<'directory.saveOfficial'>) => {
      const others = directory.officials.filter(({ id }) => id !== official.id);
      directory = { ...directory, officials: [...others, official] };
      return directory;
    },
    'directory.declare': (interest: Input<'directory.declare'>) => {
      const seq = directory.interests.length + 1;
      const declared = { ...interest, seq, declaredAt: Date.now(), endedAt: null };
      directory = { ...directory, interests: [...directory.interests, declared] };
      return directory;
    },
    'directory.endInterest': ({ seq }: Input<'directory.endInterest'>) => {
      const ended = directory.interests.map((one) =>
        one.seq === seq ? { ...one, endedAt: Date.now() } : one,
      );
      directory = { ...directory, interests: ended };
      return directory;
    },
  };
}
