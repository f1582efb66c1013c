import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { HENAN } from '../../../src/shared/catalog/areas';
import { reader } from '../../../src/shared/catalog/pinyin';

const right = (name: string) =>
  reader
    .soundsOf(name)
    .map(([first]) => first)
    .join(' ');

/** Readings of place names that a general dictionary has wrong, or that people get wrong. */
const TABLE: Record<string, string> = {
  浚县: 'xun xian',
  浚州街道: 'xun zhou jie dao',
  泌阳县: 'bi yang xian',
  泌水街道: 'bi shui jie dao',
  召陵区: 'shao ling qu',
  召陵镇: 'shao ling zhen',
  南召县: 'nan zhao xian',
  大召营镇: 'da zhao ying zhen',
  荥阳市: 'xing yang shi',
  古荥镇: 'gu xing zhen',
  中牟县: 'zhong mu xian',
  渑池县: 'mian chi xian',
  柘城县: 'zhe cheng xian',
  睢县: 'sui xian',
  郏县: 'jia xian',
  尉氏县: 'wei shi xian',
  浉河区: 'shi he qu',
  淅川县: 'xi chuan xian',
  鄢陵县: 'yan ling xian',
  濮阳县: 'pu yang xian',
  殷都区: 'yin du qu',
  魏都区: 'wei du qu',
  商都路街道: 'shang du lu jie dao',
  都里镇: 'du li zhen',
  汜水镇: 'si shui zhen',
  缑氏镇: 'gou shi zhen',
  瀍河回族区: 'chan he hui zu qu',
  祭城路街道: 'zhai cheng lu jie dao',
  仇楼镇: 'qiu lou zhen',
  繁塔街道: 'po ta jie dao',
  繁城回族镇: 'fan cheng hui zu zhen',
  朝歌街道: 'zhao ge jie dao',
  朝阳镇: 'chao yang zhen',
  涡北镇: 'guo bei zhen',
  酂城镇: 'cuo cheng zhen',
  酂阳镇: 'cuo yang zhen',
  郇封镇: 'xun feng zhen',
  覃怀街道: 'tan huai jie dao',
  薄壁镇: 'bo bi zhen',
  重渡沟生态旅游示范区: 'chong du gou sheng tai lv you shi fan qu',
  重渠乡: 'chong qu xiang',
  重庆路街道: 'chong qing lu jie dao',
  国营长江机械厂: 'guo ying chang jiang ji xie chang',
  长垣市: 'chang yuan shi',
  五里堡街道: 'wu li pu jie dao',
  堽: 'gang',
  圪垱店镇: 'ge dang dian zhen',
  踅孜镇: 'xue zi zhen',
  漯河市: 'luo he shi',
  其他行业: 'qi ta hang ye',
  畜禽养殖: 'chu qin yang zhi',
  治污设施不正常运行: 'zhi wu she shi bu zheng chang yun xing',
};

describe('readings', () => {
  it.each(Object.entries(TABLE))('%s is read %s', (name, reading) => {
    expect(right(name)).toBe(reading);
  });

  it('reads every character of every area and catalogue', () => {
    const { areas, landmarks, industries, pollutionTypes } = SHIPPED_BUNDLE.catalogue;
    const names = [
      ...HENAN.flatMap((city) => [
        city,
        ...city.counties,
        ...city.counties.flatMap((county) => county.towns),
      ]),
      ...areas,
      ...landmarks,
      ...industries,
      ...pollutionTypes,
    ].map((each) => each.name);
    for (const name of names) {
      for (const [index, sounds] of reader.soundsOf(name).entries()) {
        if (/\p{Script=Han}/u.test(name[index] ?? '')) expect(sounds[0], name).toMatch(/^[a-z]{1,6}$/);
      }
    }
  });

  it('has no reading for what is no 汉字, whatever comes', () => {
    expect(reader.soundsOf('A区1')).toEqual([[], ['qu'], []]);
    expect(reader.soundsOf('𠀀区')).toHaveLength(3);
    expect(reader.soundsOfChar('\ud840')).toEqual([]);
    expect(reader.soundsOfChar('浚')).toEqual(['xun', 'jun']);
  });
});
