import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf, type RepeatInput } from '../../../src/shared/repeats/features';
import { scoreRepeat } from '../../../src/shared/repeats/score';
import { notionOf } from '../../../src/shared/repeats/vocabulary';

const NOTHING: RepeatInput = {
  city: '4101',
  county: '410184',
  town: '',
  detail: '',
  target: '',
  types: [],
  description: '',
};
const report = (changes: Partial<RepeatInput>): RepeatInput => ({ ...NOTHING, ...changes });
const score = (a: Partial<RepeatInput>, b: Partial<RepeatInput>) =>
  scoreRepeat(featuresOf(report(a)), featuresOf(report(b)));

const TARGETS = [
  '磐筑商砼',
  '鼎麟铝业',
  '养猪场',
  '泔水猪场、养鸡场',
  '云顶中心项目工地',
  '臭水沟',
  '老郭家铝厂',
  '',
  '5G基站',
];
const PLACES = [
  '龙湖镇',
  '龙湖镇杨寨村五组',
  '文化路与农业路口',
  '怡景苑7号楼外',
  '双洎河桥下',
  '',
  '观音寺镇政府路66号院',
];
const STORIES = [
  '罐车不冲洗,夜里也不停',
  '粪水往沟里流,苍蝇成群',
  '通宵施工睡不着',
  '',
  '不是铝厂那个,是养鸡的',
];
const anInput: fc.Arbitrary<RepeatInput> = fc.record({
  city: fc.constantFrom('4101', '4103'),
  county: fc.constantFrom('', '410184', '410182'),
  town: fc.constantFrom('', '410184102'),
  detail: fc.oneof(fc.constantFrom(...PLACES), fc.string({ unit: 'grapheme', maxLength: 12 })),
  target: fc.oneof(fc.constantFrom(...TARGETS), fc.string({ unit: 'grapheme', maxLength: 12 })),
  types: fc.subarray(['water', 'air_odour', 'noise_construction']),
  description: fc.oneof(fc.constantFrom(...STORIES), fc.string({ unit: 'grapheme', maxLength: 40 })),
});

describe('the score of two reports', () => {
  it('is the same both ways, and within 0 and 1', () => {
    fc.assert(
      fc.property(anInput, anInput, (a, b) => {
        const [there, back] = [
          scoreRepeat(featuresOf(a), featuresOf(b)),
          scoreRepeat(featuresOf(b), featuresOf(a)),
        ];
        expect(there.score).toBeCloseTo(back.score, 10);
        expect(there.verdict).toBe(back.verdict);
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of a report with itself is 1', () => {
    fc.assert(
      fc.property(anInput, (input) => {
        expect(scoreRepeat(featuresOf(input), featuresOf({ ...input })).score).toBe(1);
      }),
    );
  });

  const FIRMS = ['磐筑商砼', '鼎麟铝业', '坤泰炉料', '巨澜电源', '丰醴酒精'];
  const ENDINGS = ['有限公司', '有限责任公司', '股份有限公司', '集团有限公司', '公司'];
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

  it('does not change with company endings, spaces and full width', () => {
    fc.assert(
      fc.property(
        anInput,
        anInput,
        fc.constantFrom(...FIRMS),
        fc.constantFrom(...ENDINGS),
        fc.nat({ max: 3 }),
        (a, b, firm, ending, at) => {
          const plain = scoreRepeat(featuresOf({ ...a, target: firm }), featuresOf(b));
          const spaced = `${firm.slice(0, at)} ${firm.slice(at)}`;
          const others = [
            { ...a, target: firm + ending },
            { ...a, target: spaced },
            { ...a, target: firm, detail: wide(a.detail), description: wide(a.description) },
            { ...a, target: `　${firm}　` },
          ];
          for (const other of others) {
            const again = scoreRepeat(featuresOf(other), featuresOf(b));
            expect(again.score).toBeCloseTo(plain.score, 10);
          }
        },
      ),
    );
  });

  it('is 0 in another city', () => {
    expect(score({ target: '磐筑商砼' }, { city: '4103', county: '', target: '磐筑商砼' })).toMatchObject({
      score: 0,
      verdict: null,
    });
  });
});

describe('what makes two reports one', () => {
  it.each([
    ['a trade by another word', '磐筑商砼', '磐筑搅拌站'],
    ['a name by its sound', '宏炽冶金', '宏池钢厂'],
    ['a name misheard in Henan', '铭浦纸厂', '民浦造纸'],
    ['a name and its legal form', '坤泰炉料', '河南坤泰炉料有限公司'],
    ['an owner', '老郭家铝厂', '郭记再生铝'],
    ['a part of a name', '丰醴酒精厂', '带“丰”字的酒精厂'],
  ])('%s: %s, %s', (_, a, b) => {
    const place = { detail: '龙湖镇', types: ['air'] };
    expect(score({ ...place, target: a }, { ...place, target: b }).verdict).toBe('likely');
  });

  it('tolerates a county that one side does not know', () => {
    const a = { detail: '龙湖镇', target: '磐筑商砼', types: ['air'] };
    expect(score(a, { ...a, county: '', target: '盘筑搅拌站' }).verdict).toBe('likely');
  });

  it('hears a town by its sound', () => {
    const a = {
      county: '411425',
      city: '4114',
      detail: '稍岗镇',
      target: '钢卷尺电镀作坊',
      types: ['water'],
    };
    expect(score(a, { ...a, detail: '少岗镇', target: '卷尺镀铬户' }).verdict).toBe('likely');
  });

  it('takes a town by its code as by its words', () => {
    const said = featuresOf(report({ detail: '新郑市龙湖镇双湖大道' }));
    const coded = featuresOf(report({ town: '410184109', detail: '双湖大道' }));
    expect([coded.town, coded.spots]).toEqual(['龙湖', ['r双湖']]);
    expect([said.town, said.spots]).toEqual([coded.town, coded.spots]);
  });

  it('says which words it rests on', () => {
    const { parts } = score(
      { detail: '龙湖镇杨寨村', target: '磐筑商砼', description: '夜里罐车带泥,没有冲车' },
      { detail: '龙湖镇杨寨村', target: '磐筑搅拌站', description: '半夜拉料,不冲洗轮胎' },
    );
    const words = Object.fromEntries(parts.map((part) => [part.kind, part.words]));
    expect(words['target']).toEqual(expect.arrayContaining(['磐筑', '商混站']));
    expect(words['place']).toEqual(expect.arrayContaining(['龙湖', '杨寨']));
    expect(words['matter']).toContain('冲车');
    expect(words['time']).toContain('夜里');
  });
});

describe('what speaks against', () => {
  const pig = { detail: '龙湖镇杨寨村', target: '养猪场', types: ['water'], description: '粪水乱流' };

  it.each([
    ['another village', pig, { ...pig, detail: '龙湖镇侯庄村' }],
    ['another town', pig, { ...pig, detail: '孟庄镇杨寨村' }],
    ['another trade', pig, { ...pig, target: '商砼站', description: '罐车带泥上路', types: ['air'] }],
    ['another name', { ...pig, target: '鼎麟铝业' }, { ...pig, target: '宏炽铝业' }],
    [
      'another house',
      { detail: '怡景苑7号楼', target: '空调外机', types: ['noise'] },
      { detail: '怡景苑3号楼', target: '广场舞', types: ['noise'] },
    ],
  ])('%s', (_, a, b) => {
    expect(score(a, b).verdict).not.toBe('likely');
  });

  it('a caller who sets it apart from another', () => {
    const first = { detail: '龙湖镇', target: '焦化厂', types: ['air'], description: '半夜放烟,焦油味' };
    const other = { detail: '龙湖镇', target: '洗煤厂', types: ['water'] };
    const apart = score(first, { ...other, description: '不是焦化厂,焦化厂在路东,我说的是洗煤的黑水' });
    const silent = score(first, { ...other, description: '焦化厂跟着放黑水' });
    expect(apart.score).toBeLessThan(silent.score);
    expect(apart.verdict).toBeNull();
  });

  it('no place and no name: a generic target alone is no repeat', () => {
    const nowhere = { county: '', target: '饭店油烟', types: ['air'], description: '油烟味大' };
    expect(score(nowhere, { ...nowhere, description: '油烟往楼上窜' }).verdict).not.toBe('likely');
  });
});

describe('what is kept of a story', () => {
  it('is notions of the vocabulary, whatever was said', () => {
    fc.assert(
      fc.property(anInput, fc.string({ unit: 'grapheme', maxLength: 200 }), (input, description) => {
        const { said, others, times, about, around } = featuresOf({ ...input, description });
        for (const name of [...said, ...others, ...times, ...about, ...around]) {
          expect(notionOf(name)?.name).toBe(name);
        }
      }),
    );
  });

  it('never a name, a number or a word around one', () => {
    const description =
      '我叫郝志远,手机139 0000 4581,幺三八零零零零六二零四,身份证419901196603071850,微信laoqi,门牌昭平台东路9号。搅拌站扬尘。';
    const kept = JSON.stringify(featuresOf(report({ target: '搅拌站', detail: '龙湖镇', description })));
    expect(kept).toContain('灰尘');
    for (const word of ['郝', '志远', '139', '4581', '幺', '419901', 'laoqi', '昭平台'])
      expect(kept).not.toContain(word);
  });

  it('reads no more than it needs of a story without end', () => {
    const description = `${'啊'.repeat(19_000)}罐车不冲洗`;
    expect(featuresOf(report({ description })).said).toEqual([]);
  });
});
