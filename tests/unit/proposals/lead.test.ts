import { describe, expect, it } from 'vitest';
import type { MajorFlag } from '../../../src/shared/lead/major';
import { readCall } from '../../../src/shared/proposals/read-call';
import { shippedRules } from '../../builders/rules';

const rules = shippedRules();
const leadOf = (description: string) => readCall({ description }, rules).lead;
const flagsOf = (description: string) => leadOf(description).flags.map(({ flag }) => flag);

/** For each flag a call that has it, and one that has its words alone. */
const PAIRS: readonly [flag: MajorFlag, has: string, hasNot: string][] = [
  ['secret_wastewater', '化工厂夜里用软管把黑水排到河里，天亮就收起来。', '黑水河边的化工厂夜里灯很亮。'],
  ['secret_wastewater', '他家地下埋了暗管，废水直接进沟。', '他家地下埋了自来水管，用水方便。'],
  ['secret_waste_gas', '焦化厂半夜关了除尘器，黑烟从旁路直排。', '焦化厂门口的饭店半夜还在炒菜，油烟大。'],
  ['toxic_dumping', '有人往废井里倒废酸，还埋了几十个化工桶。', '有人往楼道里堆旧家具，还放了几个水桶。'],
  ['drinking_water', '水库边的养殖场把粪水直接排到库里。', '水库路上的养殖场搬走了，路边很干净。'],
  ['south_north_canal', '南水北调渠边上有人倒垃圾，脏水流进渠里。', '南水北调大道上有人倒垃圾。'],
  ['yellow_river', '黄河滩里有人倒化工废渣，直接流到黄河里。', '黄河路上的饭店把垃圾倒在门口。'],
  ['illegal_quarrying', '有人在后山放炮采石，石头一车一车往外拉。', '采石场小区门口有人放炮仗。'],
  ['illegal_mining', '没有手续就在山上挖铝矿，挂着平整土地的名义。', '矿山机械厂没有手续就盖了个车棚。'],
];

describe('major leads in what a caller tells (R-21)', () => {
  it.each(PAIRS)('%s: “%s”', (flag, text) => {
    expect(flagsOf(text)).toContain(flag);
  });

  it.each(PAIRS)('%s is not in “%s” but not told in its fellow', (flag, _, text) => {
    expect(flagsOf(text)).not.toContain(flag);
  });

  it.each([
    ['没有往河里排，也没有暗管，水都是循环用的。'],
    ['以前挖过石头，现在没有，山上都种上树了。'],
    ['听说将来要在水库边建猪场，还没动工，怕将来污水流进去。'],
    ['这个矿有证，手续齐全，人家正规的。'],
    ['黄河医院旁边的工地夜里打桩。'],
    ['饮水机里的水一股塑料味。'],
  ])('“%s” is none', (text) => {
    expect(flagsOf(text)).toEqual([]);
  });

  it.each([
    ['没有处理就往河里排，夜里黑水哗哗的。'],
    ['没有手续还在挖山采石，一车一车拉走。'],
    ['以前还处理一下，现在半夜直接用泵往河里抽黑水。'],
  ])('“%s” is one', (text) => {
    expect(flagsOf(text)).not.toEqual([]);
  });

  it.each<[MajorFlag, string]>([
    ['secret_wastewater', '锅炉房底下另砌了一条道,平常闸着,逢下暴雨就提起来,第二天渠里一层蓝沫子。'],
    ['yellow_river', '滩里的鱼塘换水,带药的黑水用泵往黄河里抽。'],
    ['toxic_dumping', '荒坡上新翻了土,一戳一股药味,底下码的都是没标签的铁桶,羊吃了草死了三只。'],
  ])('names %s where the whole text is like one: “%s”', (flag, text) => {
    const [first] = leadOf(text).flags;
    expect(first?.flag).toBe(flag);
    expect(first?.spans.length).toBeGreaterThan(0);
  });

  it.each([
    ['塔顶的天线啥时候拆？我要检测报告，别糊弄人。'],
    ['楼上装修天天电钻响，灰也大，物业不管。'],
    ['以前那家往渗坑里放过酸水，十来年前的事了，厂早拆了，现在是小区。'],
  ])('“%s” is like none', (text) => {
    expect(flagsOf(text)).toEqual([]);
  });

  it('shows the sentence and the words that caused each flag', () => {
    const text = '他家把污水接了暗管，夜里往水库里排。';
    for (const { sentence, spans } of leadOf(text).flags) {
      expect(sentence.length).toBeGreaterThan(4);
      expect(spans.length).toBeGreaterThan(0);
      for (const { field, start, end, words } of spans)
        expect([field, words]).toEqual(['description', text.slice(start, end)]);
    }
  });

  it('keeps what is weak, past or feared as something to ask about', () => {
    expect(leadOf('早些年在山上采石头，放炮炸石头，早就停了。').near.map(({ flag }) => flag)).toContain(
      'illegal_quarrying',
    );
  });

  it('reads who and where from their own fields', () => {
    const { lead } = readCall(
      { target: '朝门水库', description: '管理的人往里倒粪，死猪漂着，水臭了。' },
      rules,
    );
    expect(lead.flags.map(({ flag }) => flag)).toContain('drinking_water');
  });

  it('takes a wish for no lead', () => {
    expect(
      readCall({ description: '楼下太吵。', wish: '查清有没有夜里往河里偷排废水' }, rules).lead.flags,
    ).toEqual([]);
  });
});
