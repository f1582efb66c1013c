import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../../build/base/paths.mjs';
import { newCase } from '../../../src/shared/case/case';
import type { Directory, Official } from '../../../src/shared/case/directory';
import { referralPaper } from '../../../src/shared/case/referral-paper';
import { ReferralField } from '../../../src/shared/case/referral';
import { proposeHandling, refOf } from '../../../src/shared/case/referring/proposal';
import { assignmentRefusal, recusalOf, type Matter } from '../../../src/shared/case/referring/recusal';
import { openFields, referralOf } from '../../../src/shared/case/referring/referral-of';
import type { RecordOf } from '../../../src/shared/call/record';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { aBundle } from '../../builders/bundle';
import { FACTS, HANDLER, HEAD, UNITS } from '../../builders/case';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';

const choice = { unit: UNITS[0], head: HEAD, handler: HANDLER, supervisedBy: null, sentBy: '赵强' };

const rows = readFileSync(at('tests', 'fixtures', 'labelled', 'identity.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; identity: string[] })
  .filter(({ identity }) => identity.length > 0);
/** What the linter is known to find: where it misses one, its own floors say how often (tests/unit/privacy). */
const canaries = rows.filter(({ text, identity }) => {
  const found = findIdentity(text).map(({ start, end }) => text.slice(start, end));
  return identity.every((told) => found.some((words) => words.includes(told)));
});

function aCanaryRecord(words: string): RecordOf<'report'> {
  const form = aReportForm({
    isNamed: true,
    report: {
      target: { answer: words },
      address: { detail: words },
      pollution: {
        description: words,
        pattern: words,
        occurrences: [
          { kind: 'clock', isNight: true, window: null, weekdays: [], words: words.slice(0, 60) },
        ] as never,
      },
      investigationWish: { answer: words, reason: words },
      callbackWish: { answer: 'yes', reason: words },
    },
    note: words,
  });
  return aRecord(aDraft({ form }), 1, { keyId: 'k', box: 'AAAA' }) as RecordOf<'report'>;
}

const source = (record: RecordOf<'report'>) => ({
  record,
  bundle: aBundle(),
  centerNumber: null,
  state: newCase(FACTS),
  isRepeat: false,
});

describe('a referral never carries who reported (R-18)', () => {
  test('the canaries are most of the labelled texts', () => {
    expect(canaries.length).toBeGreaterThan(rows.length * 0.9);
  });

  test('as written it is blocked; in neutral words no canary is in it, nor on the paper', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...canaries),
        fc.subarray(ReferralField.options),
        ({ text, identity }, neutral) => {
          const record = aCanaryRecord(text);
          const referral = referralOf(source(record), { ...choice, neutral });
          const open = openFields(referral, source(record));
          expect([...open].sort()).toEqual(
            ReferralField.options.filter((each) => !neutral.includes(each)).sort(),
          );
          const whole = referralOf(source(record), { ...choice, neutral: ReferralField.options });
          expect(openFields(whole, source(record))).toEqual([]);
          const handedOn = JSON.stringify([whole, referralPaper(whole, '2026-12-01')]);
          for (const told of identity) expect(handedOn).not.toContain(told);
          expect(handedOn).not.toContain('named');
        },
      ),
      { numRuns: 400 },
    );
  });

  test('words that an agent settled stay in the field where they were settled, and only there', () => {
    const record = aCanaryRecord('老板电话13800001234，夜里排水');
    record.report.keptWords = [
      { field: 'report.pollution.description', words: '13800001234', because: 'of_target' },
    ];
    const found = findIdentity('老板电话13800001234，夜里排水').map(({ start, end }) =>
      '老板电话13800001234，夜里排水'.slice(start, end),
    );
    const referral = referralOf(source(record), { ...choice, neutral: [] });
    const open = openFields(referral, source(record));
    if (found.includes('13800001234')) {
      expect(open).not.toContain('pollution');
      expect(open).toContain('pattern');
    } else expect(open).toEqual([]);
  });

  test('neutral words are the linter’s: nobody can put others in their place, nor change what needs none', () => {
    const record = aCanaryRecord('夜里往河里排白色泡沫水');
    const as = (neutral: readonly ReferralField[]) => referralOf(source(record), { ...choice, neutral });
    expect(as(ReferralField.options)).toEqual(as([]));
  });
});

const uuid = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const official = (n: number, changes: Partial<Official> = {}): Official =>
  ({
    id: uuid(n),
    unitId: UNITS[0].id,
    name: `人员${n}`,
    role: 'handler',
    phone: '',
    areas: [],
    isActive: true,
    ...changes,
  }) as Official;
const interest = (officialId: string, words: string, endedAt: number | null = null) =>
  ({ seq: 1, officialId, ground: 'townsman', words, declaredAt: 1, endedAt }) as never;
const matter = (changes: Partial<Matter> = {}): Matter => ({
  address: { city: '4101', county: '410108', town: '' },
  target: '河南宏达洗涤有限公司',
  place: '郑州市惠济区古荥镇索须河南岸',
  told: ['夜里往河里排水'],
  ...changes,
});

describe('回避 (R-25)', () => {
  const one = official(20);
  test.each([
    ['宏达洗涤', true],
    ['宏达洗涤有限公司', true],
    ['河南宏达洗涤有限公司郑州分公司', true],
    ['索须河', true],
    ['别的厂、古荥镇', true],
    ['瑞丰化工', false],
    ['有限公司', false],
    ['达', false],
  ])('declared as %s: stands back %s', (words, is) => {
    expect(recusalOf(one, matter(), [interest(one.id, words)]).length > 0).toBe(is);
  });

  test('law: a party is known under any of its forms, and another of the same trade is not taken for it', () => {
    const names = ['宏达', '瑞丰', '金源', '鼎麟', '兴旺'] as const;
    const trade = fc.constantFrom('洗涤', '化工', '铝业', '建材');
    const end = fc.constantFrom('有限公司', '有限责任公司', '厂', '');
    const before = fc.constantFrom('', '河南', '郑州市', '惠济区');
    fc.assert(
      fc.property(
        fc.subarray([...names], { minLength: 2, maxLength: 2 }),
        trade,
        before,
        end,
        end,
        (pair, what, where, as, also) => {
          const [name = '', other = ''] = pair;
          const target = `${where}${name}${what}${as}`;
          const about = matter({ target, place: '郑州市惠济区老砖厂院内' });
          expect(recusalOf(one, about, [interest(one.id, `${name}${what}${also}`)]).length).toBe(1);
          expect(recusalOf(one, about, [interest(one.id, `${other}${what}${also}`)])).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an interest that has ended, or of another, blocks nobody', () => {
    expect(recusalOf(one, matter(), [interest(one.id, '宏达洗涤', 5)])).toEqual([]);
    expect(recusalOf(one, matter(), [interest(uuid(99), '宏达洗涤')])).toEqual([]);
  });

  test('地区回避 goes by the division of the place', () => {
    const local = official(21, { areas: ['410108' as never] });
    expect(recusalOf(local, matter(), [])).toMatchObject([{ ground: 'area' }]);
    expect(recusalOf(local, matter({ address: { city: '4101', county: '410182', town: '' } }), [])).toEqual(
      [],
    );
  });

  test('a name that the reporter told has to be decided on; a declared one can’t be decided away', () => {
    const wang = official(22, { name: '王建国' });
    const told = matter({ told: ['听说王队长跟老板称兄道弟'] });
    const directory = (interests: Directory['interests']): Directory => ({
      units: [],
      officials: [wang],
      interests,
    });
    expect(recusalOf(wang, told, [])).toMatchObject([{ ground: 'reporter', words: '王队长' }]);
    expect(assignmentRefusal([refOf(wang)], told, directory([]), '')).toBe('recusal_undecided');
    expect(assignmentRefusal([refOf(wang)], told, directory([]), '已核实，不是同一人')).toBeNull();
    const declared = directory([interest(wang.id, '宏达')]);
    expect(assignmentRefusal([refOf(wang)], told, declared, '已核实，不是同一人')).toBe('recusal');
  });

  test('whoever is not in the directory, or switched off, or of another unit, is not named', () => {
    const here = official(23);
    const directory: Directory = { units: [], officials: [here], interests: [] };
    const check = (ref: ReturnType<typeof refOf>, people = directory, unit = UNITS[0]) =>
      assignmentRefusal([ref], matter(), people, '', unit);
    expect(check(refOf(here))).toBeNull();
    expect(check({ ...refOf(here), name: '别人' })).toBe('not_in_directory');
    expect(check(refOf(here), { ...directory, officials: [{ ...here, isActive: false }] })).toBe(
      'not_in_directory',
    );
    expect(check(refOf(here), directory, UNITS[1])).toBe('not_of_unit');
  });

  test('law: nobody is proposed who has to stand back, and no unit that may not have the case', () => {
    const words = fc.constantFrom('宏达洗涤', '瑞丰化工', '古荥镇', '金水');
    const person = fc.record({
      n: fc.integer({ min: 30, max: 60 }),
      unit: fc.integer({ min: 0, max: 2 }),
      role: fc.constantFrom('unit_head', 'handler'),
      areas: fc.subarray(['410108', '410182']),
      isActive: fc.boolean(),
      declared: fc.option(words, { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 14 }), fc.integer({ min: 0, max: 3 }), (people, sentBack) => {
        const officials = people.map(({ n, unit, role, areas, isActive }) =>
          official(n, { unitId: (UNITS[unit] ?? UNITS[0]).id, role, areas, isActive } as Partial<Official>),
        );
        const interests = people.flatMap(({ n, declared }) =>
          declared ? [interest(uuid(n), declared)] : [],
        );
        const areas = ['410108', '410182', ''];
        const units = UNITS.map((unit, index) => ({
          ...unit,
          area: areas[index],
          phone: '',
          isActive: true,
        }));
        const directory = { units, officials, interests } as unknown as Directory;
        const state = { ...newCase(FACTS), sentBack };
        const proposal = proposeHandling(state, matter(), directory);
        if (proposal === null) return;
        if (sentBack >= 2) expect(proposal.unit.level).not.toBe('county');
        for (const who of [proposal.head, proposal.handler]) {
          if (who !== null) expect(recusalOf(who, matter(), interests)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
