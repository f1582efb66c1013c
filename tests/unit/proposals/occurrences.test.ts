import { describe, expect, it } from 'vitest';
import { readCall } from '../../../src/shared/proposals/read-call';
import { shippedRules } from '../../builders/rules';

const rules = shippedRules();
const timesOf = (description: string) =>
  readCall({ description }, rules).occurrences.map(({ occurrence }) => occurrence);
const at = (hours: number, minutes = 0) => hours * 60 + minutes;

describe('regular times in what a caller tells (R-33)', () => {
  it.each([
    ['晚上十点以后排水', at(22), at(6)],
    ['夜里十一二点冒烟', at(23), at(1)],
    ['凌晨两点开炉', at(2), at(3)],
    ['凌晨两点半开炉', at(2, 30), at(3, 30)],
    ['后半夜放气', at(0), at(5, 30)],
    ['从晚上十点到早上五点都在响', at(22), at(5)],
    ['22:30以后机器就响', at(22, 30), at(6)],
    ['半夜十二点往沟里倒', at(0), at(1)],
    ['零点到四点烟最大', at(0), at(4)],
    ['白天黑夜不停地响', at(0), at(24)],
    ['擦黑到鸡叫一直烧', at(18, 30), at(3)],
  ])('“%s” runs from %i to %i, and is night', (text, from, to) => {
    const [time] = timesOf(text);
    expect(time).toMatchObject({ kind: 'clock', isNight: true, window: { from, to } });
  });

  it('a person named 国庆 is no holiday, the holiday is one', () => {
    expect(timesOf('我叫张国庆,厂里的烟囱天天冒黄烟').map(({ kind }) => kind)).not.toContain('holiday');
    expect(timesOf('每到国庆放假就偷着排水').map(({ kind }) => kind)).toContain('holiday');
  });

  it.each([
    ['雨夜放白水'],
    ['歌厅唱到三点才散场,天天这样'],
    ['卸货一卸就是一夜,又响又灰'],
    ['晚班开旁路,早起一层灰'],
  ])('“%s” is night', (text) => {
    expect(timesOf(text).some(({ isNight }) => isNight)).toBe(true);
  });

  it.each([['河边的水色黑了一大溜'], ['挖了三年,坑更深了'], ['24小时测的都是假气']])(
    '“%s” is not',
    (text) => {
      expect(timesOf(text)).toEqual([]);
    },
  );

  it.each([
    ['下午三点到五点冒烟', at(15), at(17)],
    ['每天上午八点开始打桩', at(8), at(18)],
    ['中午十二点油烟最大', at(12), at(13)],
  ])('“%s” runs from %i to %i, by day', (text, from, to) => {
    expect(timesOf(text)[0]).toMatchObject({ isNight: false, window: { from, to } });
  });

  it.each([
    ['每逢雨天就放水', 'weather', []],
    ['一到周末就冒烟', 'weekend', [0, 6]],
    ['都是礼拜六礼拜天排', 'weekend', [0, 6]],
    ['每周三、周五倒一车', 'weekday', [3, 5]],
    ['节假日没人的时候干', 'holiday', []],
    ['一到饭点油烟就上来', 'event', []],
    ['冬天锅炉一烧就冒黑烟', 'season', []],
  ])('“%s” is of the kind %s', (text, kind, weekdays) => {
    const found = timesOf(text).find((time) => time.kind === kind);
    expect(found).toMatchObject({ kind, weekdays });
  });

  it.each([
    ['我晚上才给你们打电话'],
    ['昨天夜里下了一场雨'],
    ['我上夜班，白天在家'],
    ['你们是24小时热线吗'],
    ['一点都不假，这事千真万确'],
    ['我说三点意见'],
    ['夜里没有响过'],
  ])('“%s” tells of no regular night', (text) => {
    expect(timesOf(text).filter(({ isNight }) => isNight)).toEqual([]);
  });

  it('quotes the caller, and reads the pattern field as well', () => {
    const { occurrences } = readCall({ pattern: '夜间', description: '排水' }, rules);
    expect(occurrences.map(({ span, occurrence }) => [span.field, span.words, occurrence.words])).toEqual([
      ['pattern', '夜间', '夜间'],
    ]);
  });
});
