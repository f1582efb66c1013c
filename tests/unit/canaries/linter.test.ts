import { expect, test } from 'vitest';
import { findIdentity } from '../../../src/shared/privacy/find-identity';
import { proposeNeutral } from '../../../src/shared/privacy/propose-neutral';
import { canariesBy } from '../../builders/canaries/forty-kinds';

const AROUND = [
  ['', '，厂里夜里排黑水'],
  ['晚上老是冒黑烟，', '。别的没有了'],
  ['河里死鱼了。', ''],
] as const;

test.each(canariesBy('typed').map(({ kind, said, words }) => [kind, said, words] as const))(
  '%s typed into a story is found, and the neutral wording is without it',
  (_, said, words) => {
    for (const [before, after] of AROUND) {
      const text = `${before}${said}${after}`;
      const hits = findIdentity(text);
      for (const word of words.filter((each) => text.includes(each))) {
        const at = text.indexOf(word);
        expect(
          hits.some(({ start, end }) => start <= at && at + word.length <= end),
          `${text}: ${word}`,
        ).toBe(true);
      }
      for (const word of words) expect(proposeNeutral(text).text).not.toContain(word);
    }
  },
);

test.each([
  '厂里服务电话400-661-7788没人接',
  '公司对外电话是400-661-7788，打了没人管',
  '排污许可证编号91410100MA3X7731',
  '他家在村西头，烟囱对着学校',
  '现场有录音录像，执法记录仪编号看不清',
  '村里人都喊停工，没人听',
  '都喊我们别去，去了也没用',
  '他的驾驶证号E73315589写在车上，老板的驾驶证号E73315589',
])('what is not the caller’s is left alone: %s', (text) => {
  expect(findIdentity(text)).toEqual([]);
});
