import { readName } from './person-name';
import { isWordlike, surnameLength } from './surnames';

// What parents give: two of these behind a surname are a name, whatever the sentence goes on with.
const GIVEN = new Set(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英兰玉萍红梅琴凤莲菊珍翠云香花荣华贵富福禄寿喜财发旺兴隆昌盛广林森木树松柏竹山河' +
    '江海湖川峰岭石金银铜铁锁栓柱钢牛虎龙马羊根柯枝叶春夏秋冬雪霜雨雷风光辉耀灿星月阳晨晓旭朝霖霆建国中民党卫东旗援跃进胜利文武斌' +
    '彬博学士才德仁义礼智信忠孝诚善良贤惠淑雅婷婉倩颖慧琳琪瑶瑞瑾璐玲珊珠瑜莹萌佳嘉怡悦欣乐康宁安泰祥顺和满堂仓囤粮庆祝立志远大有' +
    '成新振继承宗祖先绍守业传家长久永恒元亨亮启开来运天地保佑全友朋双连群宝贝妮妞娃蛋狗臣爱娥娇媛凡帆帅鹏飞翔宇浩然豪俊逸轩昊睿子' +
    '梓涵诺依妍诗琦萱薇蓉芝芬芹茹菲苗蕾莎莉荷芙蓝青紫素清洁冰水泉源深润泽洪波澜涌淼鑫焱垚仙彤妹巧焕改雁燕婵姣凯坤乾峻嵘炎煜炜烨焰' +
    '熙勋毅坚钊铭锋锐钧铮镇鉴鸿鹤雄雯霄露颂颜飒馨骏骥麒麟黎鼎龄尚书芸君卿敬尊恩培栋梁材勤俭克治理正直方圆老小三二',
);
/** What is hardly in a name, but opens or goes on with what is said of somebody. */
const NOT_GIVEN =
  /[看听说讲走跑吃喝住睡病痛疼咳烧闻见去回上下里外前后在到从让叫得打拿骑喂种浇放买卖做干坐站躺哭怀孕患退休想怕气受没要会能可只才已经常总还又再每天昨今早晚夜白黑时候年岁些几多]/u;
/** What the sentence goes on with behind a name. */
const GOES_ON =
  /[在今天也就跟和替上因当给开教住是得的那说让蹲肺腰腿肚头眼八七六五四三二一九十两\d做干跑病咳没有身要已才刚从被去来到回出看见打想以前现患问怀生吃闻叫坐站躺骑夜昨早晚浇赶放拿种拉抱带捂睡喘哭昏晕摔滑倒拍录嫌急气怕热喝下走常天老都还会能不挑收养卖买洗晒扛推背]/u;
/** 平安路, 华东医院: what a place goes on with. */
const PLACE_ON = /[村镇乡县市区路街厂店院校医站楼场矿庄]/u;
const WORDS = /^(?:[成连整通][天夜年]|全[家身]|张嘴|高龄|安[静心全]|平[时常日]|干活|支[气持])/u;
/** Surnames that behind kin are nearly always the words of another thing. */
const NEVER = new Set('来那但是和有家于由位');
/** Surnames so much of another word that only a name of three behind kin makes them one: 女婿户建军. */
const RARE = new Set('户青');

/**
 * Where a name ends that stands at `at` right behind a word of kin while its sentence goes on (俺爹仝满仓就因为…, 俺儿媳妇
 * 禚秀梅坐月子…), or -1. Judged by what is given as a name; where that is unsure, by what can go on behind it.
 */
export function readGoingName(text: string, at: number): number {
  const first = text.charAt(at);
  const surname = surnameLength(text, at) || (RARE.has(first) ? 1 : 0);
  if (surname === 0 || opensAnotherWord(first) || WORDS.test(text.slice(at, at + 2))) return -1;
  const given = text.slice(at + surname, at + surname + 2);
  const end = at + surname + 2;
  const next = text.charAt(end);
  const named = [...given].filter((char) => GIVEN.has(char)).length;
  const canBe = given.length === 2 && !NOT_GIVEN.test(given) && !PLACE_ON.test(next);
  if (canBe && named === 2 && (RARE.has(first) || isName(text, at, end))) return end;
  if (isWordlike(first)) return -1;
  if (canBe && isName(text, at, end) && GOES_ON.test(next)) return end;
  const short = end - 1;
  return isName(text, at, short) && /[的那在]/u.test(text.charAt(short)) ? short : -1;
}

/** Whether a surname's character behind family is nearly always the beginning of something else: 就是那…, 儿子和…. */
export function opensAnotherWord(char: string): boolean {
  return NEVER.has(char);
}

function isName(text: string, at: number, end: number): boolean {
  return readName(`${text.slice(at, end)}，`, 0, 'strict') === end - at;
}
