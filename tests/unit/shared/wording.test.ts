import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HENAN } from '../../../src/shared/catalog/areas';
import { checkWording, HOTLINE_NAME, namesAHotline } from '../../../src/shared/script/wording';

const OFFICIAL = `您好，${HOTLINE_NAME}，{agentNumber}号为您服务。`;
const codes = (text: string, isGreeting = false) =>
  checkWording({ id: 'line', text }, isGreeting).map((problem) => problem.code);

const places = HENAN.flatMap((city) => [
  city.name,
  ...city.counties.filter((c) => !c.zone).map((c) => c.name),
]);

/** Spellings under which a name could try to slip through: spaced, full width, zero-width joined. */
const disguise = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => [...text].join(' '),
  (text) => [...text].join('\u200b'),
  (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)),
  (text) => text.replace('12369', '一二三六九'),
  (text) => text.replace('12369', '幺二三六九'),
  (text) => text.replace('12369', '1 2-3 6·9'),
);

describe('the hotline answers only as itself (R-4, R-5)', () => {
  it('takes the official greeting, spaced as the notice prints it or not', () => {
    expect(codes(OFFICIAL, true)).toEqual([]);
    expect(codes('您好，河南省 12369 生态环境举报热线，请问您要咨询还是举报？', true)).toEqual([]);
  });

  it('refuses every unit and county of Henan as the hotline, in any spelling', () => {
    expect(places).toHaveLength(18 + 157);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom('生态环境局', '环保局', '生态环境分局', ''),
        fc.constantFrom('12369生态环境举报热线', '12369', '环保举报热线'),
        disguise,
        (place, bureau, hotline, spell) => {
          expect(codes(spell(`您好，${place}${bureau}${hotline}，请讲`))).toContain('municipal_name');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses a municipal name beside the official one, before or after it', () => {
    expect(codes('郑州市河南省12369生态环境举报热线')).toContain('municipal_name');
    expect(codes('这里是河南省12369生态环境举报热线郑州市生态环境局坐席')).toContain('municipal_name');
    expect(codes('您好，市生态环境局12369热线')).toContain('municipal_name');
  });

  it('refuses a greeting without the name, or with any place in it', () => {
    expect(codes('您好，请讲', true)).toEqual(['greeting_without_name']);
    expect(codes(`${OFFICIAL}我是洛阳的话务员。`, true)).toContain('greeting_names_a_place');
    expect(codes('{unitName}{agentNumber}' + OFFICIAL, true)).toContain('unknown_placeholder');
    expect(codes('{department}' + OFFICIAL, true)).toContain('unknown_placeholder');
  });

  it('leaves a line alone that names a place but not the hotline', () => {
    expect(codes('请问是郑州市哪个区、哪条路？')).toEqual([]);
    expect(codes('这件事由{department}负责，您可以拨打{phone}。')).toEqual([]);
  });

  it('finds a hotline hidden in a person’s name', () => {
    expect(namesAHotline('郑州 １２３６９')).toBe(true);
    expect(namesAHotline('王班长')).toBe(false);
  });
});
