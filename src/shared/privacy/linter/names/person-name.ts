import { isWordlike, surnameLength } from './surnames';

/** How sure the words before a name are that one follows: after 我叫 (loose), or after 我是, a comma… (strict). */
export type NameReading = 'loose' | 'strict';

// What no given name holds: pronouns, particles, question words.
const NEVER_IN_NAME = /[的了不是我你您恁俺咱他她它们这那就都也很把被给跟与或着过吗呢吧啊呀哩没么啥谁怎哪个]/u;
const TITLE =
  '先生|女士|小姐|师傅|大爷|大妈|大娘|大叔|大婶|大嫂|大哥|大姐|阿姨|奶奶|爷爷|老师|医生|大夫|太太|同志|老汉|老头|老太|某某|某|姐|哥|叔|婶|嫂|姨|伯|老';
const TITLED = new RegExp(`(?:${TITLE})`, 'uy');
const GIVEN_TITLED = new RegExp(`[\\u4e00-\\u9fff]?(?:${TITLE})`, 'uy');
const PET_END = new RegExp(`(?:头|子|${TITLE})`, 'uy');
const OFFICE =
  /(?:书记|主任|村长|厂长|老板|经理|队长|局长|所长|镇长|乡长|县长|市长|支书|科长|会计|总(?![\u4e00-\u9fff])|工(?![\u4e00-\u9fff])|校长|院长|站长|场长|矿长)/uy;
// Words that begin like a surname; "name" in a strict place is never one of them.
const WORDS = new RegExp(
  '(?:' +
    '[高初][一二三](?![\u4e00-\u9fff])|[高初][一二三](?=[了的上下毕班学生要快正刚])|高考|中考|高烧|请(?:谅|多|求|原|理|予|勿|别|不|帮|尽|赶|务)|' +
    '和(?:电话|手机|号码|住址|微信|身份|地址)|高血压|高血脂|白血病|冠心病|支气管|谢谢|多谢|麻烦|方便|平时|平常|随时|时刻|时候|时间|常年|经常|常常|高兴|高中|高层|高校|高速|高新|高龄|安全|安心|安静|安装|安置|安排|白天|白班|黑天|' +
    '党员|农民|农村|农户|车主|车间|车队|车子|车上|司机|房东|房主|房子|房客|单位|单独|单元|全村|全家|全天|全是|水电|水利|水泥|水产|石料|石头|石材|金属|金融|' +
    '路过|路人|路边|路口|家长|国家|国企|公司|公务|公交|公民|公园|从|向|和|于|与|应该|应当|成天|成年|成都|成立|计划|计生|管理|管事|管道|管用|连续|连夜|' +
    '万一|万分|千万|支部|支书|后来|后天|后面|干活|干部|干净|别人|别墅|别再|别打|别给|别把|别说|别写|明天|明白|明年|前天|前面|江边|江苏|河边|湖边|湖北|湖南|山东|山西|陕西|' +
    '广东|广西|广州|云南|贵州|安徽|江西|浙江|福建|商户|商家|商贩|商人|温州|海南|汤锅|席子|费用|景区|景点|都行|都可|常在|在家|幸好|幸亏|居民|居住|' +
    '包工|包括|包地|老师|学生|花农|花钱|花园|花圃|苗圃|苗木|米厂|米面|牛场|马上|马路|龙头|关于|关键|关心|关门|施工|项目|季节|焦急|燕子|桑树|桂花|' +
    '简单|古村|古城|吉利|吉祥|满意|满足|盘查|段时间|沙场|沙石|沙子|强烈|强迫|仓库|库区|冷库|宿舍|那边|那里|那会|那时|原来|原先|原因|原本|生活|母亲|' +
    '毛病|严重|严肃|严格|严禁|文化|武警|武装|华为|曲线|解决|解释|支持|支付|支架|通知|通过|丛林|师范|师生|楼上|楼下|楼道|楼栋|楼房|门口|门面|门市|门卫|门前|' +
    '云台|宫颈|晚上|时常|时不时|习惯|乐意|年轻|年纪|周边|周围|周末|周口|周五|周六|周日|周一|周二|周三|周四|钱|贵姓|顾客|孔子|向上|向阳|向你|向省|向市|尚未|甘愿|' +
    '印象|信任|信访|信息|信号|智障|展会|阴天|由于|由此|代表|代理|代办|代课|占地|占用|占道|鲜花|静音|平安|平房|平原|普通|普查|相信|相关|强制|帅哥|国营|国道|国有|' +
    '环保|附近|邻居|业主|村民|群众|租户|住户|过敏|退休|打工|种地|种田|本地|本村|外地|乘客|游客|路政|商砼|商混|闻到|闻着|闻见|揭发|舒服|易燃|权利|权益|顺便|赖账|赖皮|' +
    '晏起|党委|党支|元旦|屠宰|豆腐|豆浆|伏天|衣服|束手|战士|战友|贝壳|恶臭|宾馆|宾客|鹿场|羊场|羊群|玉米|银行|危险|危房|危化|敬老|才能|才会|斗争|巨大|介绍|甲醛|化工|' +
    '小区|小学|小时|小孩|小声|小心|小路|小河|小车|小麦|小米|小鱼|小花|小龙|小江|小巷|小房|小石|小店|小水|大家|大路|大车|大水|大江|大米|大石|大房|大龙|大马|大门|大安|大全|老家|老是|老路|老党|老房|老车|老水|老街|老石|老成|老花|老板|老婆|老公|老百|老乡|老人|老实|老早|老年|老远|阿姨' +
    ')',
  'uy',
);
const PLACES =
  /(?:郑州|郑东|许昌|安阳|商丘|商城|商水|孟州|孟津|温县|武陟|汝州|汝阳|汤阴|滑县|林州|辉县|方城|唐河|项城|沈丘|鲁山|叶县|宝丰|郏县|舞阳|舞钢|卢氏|封丘|太康|夏邑|宁陵|虞城|固始|光山|罗山|平舆|平桥|焦作|周口|范县|邓州|管城|金水|华龙|龙安|龙亭|龙湖|石龙|尚岗|马村|山阳|祥符|顺河|禹王|禹州|荆州|柳州|徐州|常州|郭店|邢台|邯郸|通许|息县|应城|卫辉|卫滨|卫东|殷都|解放|牧野|湛河|宛城|源汇|召陵|巩义|荥阳|确山|桐柏|南阳|南召|西平|台前|濮阳|清丰|柘城|睢县|睢阳|梁园|民权|杞县|禹县|伊川|伊滨|伊宁|栾川|宜阳|偃师|涧西|老城|吉利|洛龙|新密|新郑|登封|中牟|开封|兰考|尉氏|长垣|原阳|延津|获嘉|凤泉|红旗|淇县|淇滨|鹤山|山城|浚县|内黄|文峰|北关|沁阳|博爱|修武|渑池|陕州|灵宝|义马|湖滨|鄢陵|襄城|长葛|建安|魏都|临颍|郾城)/uy;
const PLACE_END = /[人的市县区镇乡村庄寨营组街路这那本附这边来]/u;
// A "name" that ends so is a trade, a place or a side.
const NO_NAME_END =
  /(?:[人区县市镇乡村庄寨组户员主者边里外厂店队街路号楼们货车场矿]|居民|农民|医生|学生|老师|司机|老板|工人)$/u;
const SOFT_AFTER =
  /(?:的|住|家|在|电话|手机|身份证|今年|联系|微信|是|反映|举报|投诉|实名|来|我|俺|这|要|想|就|吧|哈|啊|呀|哩|呢|嘞|哦|咧|嘛|先生|女士|不|别|有|和|同志|今|你|恁|您|请|也|男|女|属|号|打|可|希|说|他|她)/uy;
const FIRM_AFTER =
  /(?:电话|手机|身份证|今年|联系|微信|反映|举报|投诉|实名|要求|我|俺|你|您|恁|先生|女士|就行|就中|就好|就可以|即可|吧|哩|哈|啊|呀|嘞|咧|男[，,]|女[，,]|住在|家住|打的|报的|说的|写的|收(?:[。，,！!]|$))/uy;

/**
 * Where the person's name that stands at `at` ends, or -1: surname and one or two characters, a surname with a title
 * (王女士), a pet form (老李), 某某 or a name with a middle dot. Strict reading wants a clear end behind it.
 */
export function readName(text: string, at: number, reading: NameReading): number {
  const dotted = matchAt(/[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,8}){1,3}/uy, text, at);
  if (dotted > 0) return at + dotted;
  if (matchAt(WORDS, text, at) > 0) return -1;
  const pet = readPetName(text, at);
  if (pet > 0) return pet;
  const surname = surnameLength(text, at);
  if (surname === 0) return -1;
  const end = readGiven(text, at, surname, reading);
  if (end > 0 || surname === 1) return end;
  return readGiven(text, at, 1, reading);
}

function readGiven(text: string, at: number, surname: 1 | 2, reading: NameReading): number {
  const given = at + surname;
  if (matchAt(OFFICE, text, given) > 0) return -1;
  const titled = matchAt(GIVEN_TITLED, text, given);
  const bare = matchAt(TITLED, text, given);
  if (bare > 0 && endsAt(text, given + bare, 'loose')) return given + bare;
  if (titled > 0 && isGiven(text.slice(given, given + 1)) && endsAt(text, given + titled, reading)) {
    return given + titled;
  }
  const wordlike = surname === 1 && isWordlike(text.charAt(at));
  const asked = wordlike ? 'strict' : reading;
  const usable = [2, 1].filter((size) => isGiven(text.slice(given, given + size), size));
  for (const size of usable) {
    const name = text.slice(at, given + size);
    if (!endsAt(text, given + size, asked)) continue;
    if (reading === 'strict' && (NO_NAME_END.test(name) || isPlace(text, at, given + size))) continue;
    return given + size;
  }
  return asked === 'loose' && usable[0] !== undefined ? given + usable[0] : -1;
}

/** 老李, 小王, 老张头: only where the clause ends behind it, so that 小区 or 老家 are none. */
function readPetName(text: string, at: number): number {
  if (!/[老小大阿]/u.test(text.charAt(at)) || surnameLength(text, at + 1) !== 1) return -1;
  if (isWordlike(text.charAt(at + 1)) || matchAt(OFFICE, text, at + 2) > 0) return -1;
  const tail = matchAt(PET_END, text, at + 2);
  const end = at + 2 + Math.max(0, tail);
  return endsAt(text, end, 'strict') ? end : -1;
}

function isGiven(given: string, size = given.length): boolean {
  return given.length === size && /^[\p{Script=Han}]+$/u.test(given) && !NEVER_IN_NAME.test(given);
}

function isPlace(text: string, at: number, end: number): boolean {
  const place = matchAt(PLACES, text, at);
  if (place <= 0) return false;
  return at + place >= end || PLACE_END.test(text.charAt(end - 1));
}

/** Whether a name can end at `end`: no Chinese character behind it, or a word that follows names. */
export function endsAt(text: string, end: number, reading: NameReading): boolean {
  if (end >= text.length || !/\p{Script=Han}/u.test(text.slice(end, end + 2).charAt(0)))
    return !isHighHan(text, end);
  return matchAt(reading === 'strict' ? FIRM_AFTER : SOFT_AFTER, text, end) > 0;
}

/** A rare character beyond the basic plane is two units, which charAt does not see as Chinese. */
function isHighHan(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code >= 0x20000 && code <= 0x3ffff;
}

/** Length of the match of a sticky pattern at `at`, or -1. */
export function matchAt(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? -1;
}
