import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { proposeNeutral } from '../../../src/shared/privacy/propose-neutral';
import { CLEAN, TELLING } from './sentences';

const sentence = fc.constantFrom(...TELLING.map(([text]) => text), ...CLEAN);
const anyText = fc.oneof(
  fc.array(sentence, { maxLength: 6 }).map((sentences) => sentences.join('。')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      '我',
      '家',
      '住',
      '3',
      '号',
      '楼',
      '姓',
      '王',
      '叫',
      '1',
      '8',
      '，',
      '微信',
      'a',
      '电话',
    ),
    maxLength: 80,
  }),
);

describe('a neutral wording (R-18, design §4)', () => {
  it('leaves nothing to be found, and a second one changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const neutral = proposeNeutral(text);
        expect(findIdentity(neutral.text)).toEqual([]);
        expect(proposeNeutral(neutral.text)).toEqual({ text: neutral.text, changes: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('changes what its changes name, and not a character besides', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const neutral = proposeNeutral(text);
        let out = '';
        let at = 0;
        for (const { start, end, was, becomes } of neutral.changes) {
          expect(was).toBe(text.slice(start, end));
          out += text.slice(at, start) + becomes;
          at = end;
        }
        expect(neutral.text).toBe(out + text.slice(at));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves a clean text as it is', () => {
    for (const text of CLEAN) expect(proposeNeutral(text)).toEqual({ text, changes: [] });
  });

  it.each([
    ['电话13800001234，夜里排水', '夜里排水'],
    ['我叫李海涛，那个厂冒黑烟', '那个厂冒黑烟'],
    ['我家就在他家隔壁，天天闻臭味', '天天闻臭味'],
    ['夜市烧烤到凌晨三点，我叫端木兰，端木是复姓，黑水往沟里排', '黑水往沟里排'],
    ['我投诉隔壁的烤漆房，我姓万俟，念出来是“莫其”', '我投诉隔壁的烤漆房'],
    ['我是村小的代课老师，姓寇，厂里半夜冒黄烟', '厂里半夜冒黄烟'],
  ])('“%s” keeps “%s”', (text, kept) => {
    expect(proposeNeutral(text).text).toContain(kept);
  });

  it('of 20,000 characters is done in a moment', () => {
    const text = TELLING.map(([each]) => each)
      .join('。')
      .repeat(12)
      .slice(0, 20_000);
    proposeNeutral(text);
    const before = process.cpuUsage();
    proposeNeutral(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(5_000);
  });
});
