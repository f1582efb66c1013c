import { HENAN } from '../../../src/shared/catalog/areas';
import type { RepeatInput } from '../../../src/shared/repeats/features';

/** Chance that is the same in every run. */
export class Dice {
  constructor(private state: number) {}

  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  pick<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.next() * all.length)];
    if (one === undefined) throw new Error('Nothing to pick from');
    return one;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  number(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }
}

const NAME_CHARS = [
  ...'鑫宏盛泰昌隆兴源瑞丰恒达嘉诚华腾博远安康顺通天成金利永固德信联创亿佳万合中原豫弘凯盈志和平裕锦辉祥云海龙凤鹏飞光明正大立新长江民生益仁磊森淼晟昊钰铭浩瀚翔宇卓越领航启程聚众旭东升',
];
const VILLAGE_CHARS = [
  ...'张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤东西南北上下前后大小',
];
const VILLAGE_ENDS = ['庄村', '营村', '寨村', '楼村', '集村', '湾村', '岗村', '店村', '沟村', '家村'];
const ROADS = [...'建设人民中山文化解放和平胜利新华迎宾兴华工业朝阳'];

/** A trade: how targets of it are called, with and without a firm's name, and what callers tell. */
interface Trade {
  firm: readonly string[];
  plain: readonly string[];
  types: readonly string[];
  tells: readonly string[];
  share: number;
}

const trade = (share: number, types: string, firm: string, plain: string, tells: string): Trade => ({
  share,
  types: types.split(' '),
  firm: firm.split(' '),
  plain: plain.split(' '),
  tells: tells.split('|'),
});

const TRADES: readonly Trade[] = [
  trade(
    10,
    'water air',
    '牧业 养殖有限公司 生猪养殖场',
    '养猪场 猪场 养猪户',
    '粪水往沟里流|猪粪味大得很|夏天苍蝇成群|粪坑没有防渗',
  ),
  trade(5, 'air', '禽业 养鸡场', '养鸡场 鸡棚', '鸡粪堆在路边|排风扇对着村里吹|臭味熏人'),
  trade(
    9,
    'noise air',
    '置业项目工地 花园工地',
    '建筑工地 工地夜间施工 楼盘施工',
    '半夜打桩睡不着|渣土车来回跑|不洒水灰尘大',
  ),
  trade(9, 'air noise', '饭店 酒楼 羊肉馆', '饭店油烟 烧烤店 烩面馆', '油烟往楼上灌|风机嗡嗡响|净化器不开'),
  trade(4, 'noise', 'KTV 娱乐城', 'KTV 歌厅 广场舞', '唱到后半夜|低音炮震得窗户响|孩子没法写作业'),
  trade(
    6,
    'air',
    '商砼有限公司 混凝土有限公司 搅拌站',
    '搅拌站 商混站',
    '罐车不冲洗带泥上路|料场没盖|夜里生产噪声大',
  ),
  trade(
    6,
    'ecology air',
    '石料厂 矿业有限公司 石材',
    '采石场 挖山采石 石料厂',
    '放炮震裂了房子|山都挖秃了|拉石头的车一天上百趟',
  ),
  trade(4, 'ecology', '砂石有限公司', '抽沙船 河道挖沙 洗沙场', '夜里偷着抽|河堤塌了|泥汤子流得满河都是'),
  trade(5, 'air', '建材有限公司 砖厂 新型墙材厂', '砖厂 砖窑', '烟囱冒黑烟|烧煤矸石味道呛|落一层灰'),
  trade(3, 'air', '木业 板材厂', '板材厂 压板厂', '胶味辣眼睛|锅炉烧废料|锯末满天飞'),
  trade(3, 'air', '家具厂 门业有限公司', '家具喷漆 喷漆作坊', '油漆味飘进屋里|没有净化设备|门口就喷'),
  trade(
    3,
    'air water',
    '塑业 塑料颗粒厂',
    '塑料颗粒厂 洗塑料袋作坊',
    '烧塑料的糊味|洗塑料的水起白沫|机器一响全村都是味',
  ),
  trade(3, 'water air', '化工有限公司', '化工厂', '夜里排酸雾|废水颜色发红|味道刺鼻头晕'),
  trade(2, 'water', '纸业 造纸厂', '造纸厂', '黑水直接排进河里|泡沫一片一片|埋了暗管'),
  trade(2, 'air', '铸造有限公司 机械铸件厂', '铸造厂', '冲天炉夜里开|火星子往外窜|一层铁粉'),
  trade(2, 'water soil', '电镀厂 表面处理有限公司', '电镀作坊', '酸水倒进井里|水发绿|没有手续'),
  trade(2, 'water', '食品有限公司', '屠宰点 豆腐坊 粉条作坊', '血水流一街|黄浆水酸臭|坑塘都变颜色了'),
  trade(2, 'air', '水泥有限公司', '水泥厂', '粉尘大|夜里不开除尘|窗台一层白灰'),
  trade(2, 'water', '皮革有限公司 皮毛厂', '皮毛加工户', '硝皮水直排|下脚料乱倒|腥臭'),
  trade(2, 'air', '药业 制药有限公司', '制药厂', '发酵味像泔水|下半夜排|恶心想吐'),
  trade(2, 'air soil', '再生资源有限公司', '废品收购站 拆电瓶点', '烧电线冒黑烟|废酸倒地上|油桶乱堆'),
  trade(2, 'air', '煤业 洗煤厂', '煤场 洗煤厂', '煤粉满天飞|黑水流进沟里|不盖苫布'),
  trade(1, 'air', '耐材有限公司 炉料有限公司', '耐火材料厂', '窑里冒烟|沥青味呛人|一层黑灰'),
  trade(1, 'air', '铝业 铝材有限公司', '熔铝厂', '加料就冒白烟|机油味|蜇眼'),
  trade(1, 'air soil', '金铅有限公司', '铅厂', '孩子血铅高|烟囱半夜冒烟|嘴里发甜'),
  trade(1, 'radiation', '通信铁塔', '信号塔 基站', '离窗户太近|担心辐射|没人通知'),
  trade(3, 'waste', '环卫填埋场', '垃圾堆 倾倒建筑垃圾 垃圾中转站', '垃圾堆成山|夜里偷倒|渗出黑水'),
  trade(3, 'water', '污水处理厂', '臭水沟 黑水沟 生活污水', '水发黑发臭|几年没人清|夏天不敢开窗'),
];
const BY_SHARE = TRADES.flatMap((one) => Array.from({ length: one.share }, () => one));
const TIMES = ['', '', '夜里', '凌晨两三点', '天黑以后', '周末', '白天', '一下雨'];
/** What callers tell of any matter. */
const COMMON_TELLS =
  '没人管|希望查一查|反映过没结果|附近老百姓意见很大|窗户不敢开|晾的衣服收回来一层灰|孩子老咳嗽|老人睡不着觉|地里的麦子都不长了|井水不敢喝|狗都绕着走|来检查就停|检查的走了又开|大门成天关着|手续不知道有没有|离学校不到一百米|树叶子都黄了|车上落一层|味儿飘二里地|声音大得说话听不见|苍蝇多得很|水沟都堵了|路都压坏了|去年整改过一回|换了个名字接着干|听说老板有人|白天看不出来|村里人都知道|住这边的都受罪|烟囱比树高|院墙后头有根管子|拿铁皮围着'.split(
    '|',
  );
/** How fully one tells: some give the matter in a breath, some go on. */
const ENDS = ['', '', '麻烦了', '就这些'];

/** Somebody to report: where, what, and by which names. */
export interface InventedParty {
  city: string;
  county: string;
  town: string;
  place: string;
  name: string;
  trade: Trade;
}

/** A party in any of Henan's counties; six in ten are firms with a name, nearly all are known by village or road. */
export function inventParty(dice: Dice): InventedParty {
  const city = dice.pick(HENAN);
  const county = dice.pick(city.counties);
  const town = county.towns.length > 0 ? dice.pick(county.towns).name : '';
  const village = `${dice.pick(VILLAGE_CHARS)}${dice.chance(0.3) ? dice.pick(VILLAGE_CHARS) : ''}${dice.pick(VILLAGE_ENDS)}`;
  const road = `${dice.pick(ROADS)}${dice.pick(ROADS)}路`;
  const number = dice.chance(0.3) ? `${dice.number(1, 300)}号` : '';
  const place = dice.chance(0.05) ? '' : town.endsWith('街道') ? road + number : village;
  const name = dice.chance(0.6) ? dice.pick(NAME_CHARS) + dice.pick(NAME_CHARS) : '';
  return { city: city.code, county: county.code, town, place, name, trade: dice.pick(BY_SHARE) };
}

/** One call about a party, in words of its own. */
export function inventReport(dice: Dice, party: InventedParty): RepeatInput {
  const { city, county, town, place, name } = party;
  const { firm, plain, types, tells } = party.trade;
  const isNamed = name !== '' && dice.chance(0.9);
  const told = [dice.pick(tells), dice.pick(COMMON_TELLS), dice.pick(COMMON_TELLS)].slice(
    0,
    dice.number(1, 3),
  );
  const words = [...new Set([...told.map((tell) => dice.pick(TIMES) + tell), dice.pick(ENDS)])].filter(
    Boolean,
  );
  return {
    city,
    county: dice.chance(0.03) ? '' : county,
    town: '',
    detail: `${town}${dice.chance(0.85) ? place : ''}`,
    target: isNamed ? name + dice.pick(firm) : dice.pick(plain),
    types: types.slice(0, dice.number(1, types.length)),
    description: `${isNamed ? name : place}那边${words.join(',')}。`,
    occurrences: words.some((word) => word.startsWith('夜里')) ? [{ words: '夜里' }] : [],
  };
}
