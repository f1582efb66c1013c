import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { gazetteerOf } from '../../../src/shared/address/gazetteer';
import { missingParts, parseAddress } from '../../../src/shared/address/parse';
import { areaNames } from '../../../src/shared/catalog/areas';
import { reader } from '../../../src/shared/catalog/pinyin';
import { Bundle } from '../../../src/shared/script/bundle';

const { catalogue } = Bundle.parse(SHIPPED_BUNDLE);
const gazetteer = gazetteerOf(catalogue, reader);
const parse = (text: string, homeCity = '') => parseAddress(text, gazetteer, { homeCity });
const read = (text: string, homeCity = '') => areaNames(parse(text, homeCity), catalogue.areas).join(' ');

describe('addresses', () => {
  it.each([
    ['河南省郑州市荥阳市广武镇南董杨寨村五组', '郑州市 荥阳市 广武镇', '南董杨寨村五组'],
    ['荥阳广武镇南董杨寨村五组', '郑州市 荥阳市 广武镇', '南董杨寨村五组'],
    ['上蔡塔桥镇张李村大张庄', '驻马店市 上蔡县 塔桥镇', '张李村大张庄'],
    ['俺是新密新华路办事处赵坡村九组', '郑州市 新密市 新华路街道', '赵坡村九组'],
    ['濮阳市濮阳县渠村乡', '濮阳市 濮阳县 渠村乡', ''],
    ['济源示范区克井镇', '济源市 克井镇', ''],
    ['嵩县陆浑水库', '洛阳市 嵩县', '陆浑水库'],
    ['郑州高新区石佛办事处', '郑州市 郑州高新技术产业开发区 石佛镇', ''],
    ['长垣县恼里镇', '新乡市 长垣市 恼里镇', ''],
    ['上蔡县蔡沟乡', '驻马店市 上蔡县 蔡沟镇', ''],
    ['郑东新区', '郑州市 郑东新区', ''],
    ['洛阳市瀍河区启明南路', '洛阳市 瀍河回族区', '启明南路'],
    ['原阳县 福宁集镇,307国道', '新乡市 原阳县 福宁集镇', '307国道'],
  ])('%s', (text, areas, detail) => {
    expect(read(text)).toBe(areas);
    expect(parse(text).detail).toBe(detail);
  });

  it.each([
    ['见西区芳菲路', '洛阳市 涧西区'],
    ['免池张村镇三化沟村', '三门峡市 渑池县 张村镇'],
    ['这城县有做金刚石微粉的', '商丘市 柘城县'],
    ['路魂水库', '洛阳市 嵩县'],
    ['通许底阁的,做铁丝镀锌', '开封市 通许县 邸阁乡'],
    ['俊县大伾山后身', '鹤壁市 浚县'],
    ['汝川市骑岭乡', '平顶山市 汝州市 骑岭乡'],
    ['少陵万金镇', '漯河市 召陵区 万金镇'],
  ])('hears through a slip: %s', (text, areas) => {
    expect(read(text)).toBe(areas);
    const { county, town } = parse(text).certainty;
    expect([county, town]).not.toEqual(['said', 'said']);
  });
});

describe('streets, districts and zones of like name', () => {
  it.each([
    ['梁园区黄河路与中原路交叉口', '商丘市 梁园区'],
    ['中原区金水路', '郑州市 中原区'],
    ['新华区建设路', '平顶山市 新华区'],
    ['黄河路那个饭店', ''],
    ['解放路人民路口', ''],
    ['城关镇一街', ''],
    ['睢县城关镇一街', '商丘市 睢县 城关镇'],
    ['平顶山新华区', '平顶山市 新华区'],
    ['石家庄新华区', '平顶山市 新华区'], // another province: outside what the catalogue knows
    ['濮阳华龙区中原路城上城', '濮阳市 华龙区'],
    ['温县黄河滩', '焦作市 温县'],
  ])('%s', (text, areas) => {
    expect(read(text)).toBe(areas);
  });

  it('reads a zone by the home city, and not without one', () => {
    expect(read('高新区那边')).toBe('');
    expect(read('高新区那边', '4103')).toBe('洛阳市 洛阳高新技术产业开发区');
    expect(parse('高新区那边', '4103').certainty).toMatchObject({ city: 'deduced', county: 'guessed' });
    expect(read('经开区第八大街', '4101')).toBe('郑州市 郑州经济技术开发区');
  });

  it('leaves a township that several counties have to whoever asks, and offers them', () => {
    const parsed = parse('唐庄镇拉石头的车');
    expect(parsed).toMatchObject({ city: '', county: '', town: '' });
    expect(parsed.alternatives.map((place) => areaNames(place).join(''))).toEqual(
      expect.arrayContaining(['郑州市登封市唐庄镇', '新乡市卫辉市唐庄镇']),
    );
    expect(read('唐庄镇拉石头的车', '4107')).toBe('新乡市 卫辉市 唐庄镇');
    expect(read('回郭镇轧铝板的')).toBe('郑州市 巩义市 回郭镇');
  });
});

describe('stories', () => {
  it.each([
    ['我老家是周口的,现在住新密超化镇,厂里排污', '郑州市 新密市 超化镇'],
    ['我从郑州打来的,荥阳豫龙镇有人排污水', '郑州市 荥阳市 豫龙镇'],
    ['登封宣化王家门后坡,石头剥下来装车就往禹州那边走', '郑州市 登封市 宣化镇'],
    ['荥阳汜水镇,离巩义不远,有个采石场', '郑州市 荥阳市 汜水镇'],
    ['巩义小关镇的废渣,夜里拉到新乡去倒', '郑州市 巩义市 小关镇'],
    ['潭头?不不,是旧县镇,嵩县的,我说秃噜嘴了', '洛阳市 嵩县 旧县镇'],
    ['环保局的人说归郑州市环保局,其实就在中牟官渡镇', '郑州市 中牟县 官渡镇'],
    ['新乡市民生渠,治了五年了还是臭水沟', '新乡市'],
    ['楼上装修,从早七点砸墙砸到黑', ''],
    ['昨天夜里下了一场雨,俺村口水沟都满了', ''],
  ])('%s', (text, areas) => {
    expect(read(text)).toBe(areas);
  });

  it('points at the words that tell the place', () => {
    const text = '俺给你说,荥阳广武镇南董杨寨村五组,村最南头有养猪的';
    const { phrase } = parse(text);
    expect(phrase && text.slice(phrase.start, phrase.end)).toBe('南董杨寨村五组');
  });
});

describe('missingParts', () => {
  it('asks only for what is missing', () => {
    expect(missingParts(parse('荥阳广武镇南董杨寨村五组'))).toEqual([]);
    expect(missingParts(parse('荥阳市'))).toEqual(['town', 'place']);
    expect(missingParts(parse('村东头那个采石点'))).toEqual(['county', 'town']);
    expect(missingParts(parse('源谭这几个村'))).toEqual(['county']); // heard as 源潭, to be confirmed
    expect(missingParts(parse(''))).toEqual(['county', 'town', 'place']);
  });
});

describe('without pinyin', () => {
  it('still reads what is written rightly', () => {
    const plain = gazetteerOf(catalogue);
    expect(areaNames(parseAddress('荥阳广武镇', plain)).join(' ')).toBe('郑州市 荥阳市 广武镇');
    expect(parseAddress('见西区', plain).county).toBe('');
  });
});
