import { type IdentityHit } from './identity-kind';
import { matchAt } from './names/person-name';

const NUMBER = '[0-9０-９A-Za-zＡ-Ｚ〇零一二三四五六七八九十百幺甲乙丙丁东西南北-]{1,6}';
const DOOR = `(?:附|临|甲|乙)?${NUMBER}\\s?(?:号楼|号院|号房|号门面|号门市|号商铺|号|栋|幢|座|单元|室|房间|门|弄|巷)`;
const ROOM =
  '(?:[\\s，,、的]?(?:第)?' +
  DOOR +
  '|[\\s，,、-]?[0-9０-９]{1,2}[-－—][0-9０-９]{1,2}[-－—][0-9０-９]{2,4}|[\\s，,]?[0-9０-９一二三四五六七八九十零〇]{1,6}(?:层|楼)(?:[东西南北中]户)?|[\\s，,、-]?[0-9０-９]{3,4}(?!\\d|年|块|元|米|吨|人|天|个|多|分|月|点)|[\\s，,、-]?[零〇一二三四五六七八九]{3,4}(?![年块元米吨人天个多分月点百千万号家户岁车层楼零〇一二三四五六七八九])|[东西南北中](?:户|屋|间|厢房|跨院))';
const ROOMS = new RegExp(`${ROOM}{1,6}`, 'uy');
const NTH_HOUSE =
  '(?:从?[东西南北前后]?(?:头|边|面)?(?:往|向|朝)?[东西南北里外前后左右]?(?:数|起)?(?:正数|倒数|倒)?第?[一二三四五六七八九十0-9]{1,3}(?:家|户|排(?:[东西南北]?第?[一二三四五六七八九十0-9]{1,2}(?:家|户))?|个(?:大门|门|院|胡同口?|巷子?口?|过道)))(?!子|人|多|企|公司|工|饭|店|养)';
const BREAK = '，,。；;！!？?\\n';
const ME = '(?:我|俺|咱|本人)';
const LIVE = '(?:现在?|目前|一直|就|也|是|都)*(?:家住|居住|租住|暂住|借住|住)(?:在|到|的是|的地方是|的)?';
const HOME_OPEN = new RegExp(
  `(?:${ME}(?:们)?(?:一?家(?:人|里)?)?(?:现在|目前)?${LIVE}|(?:(?<![一-鿿])|(?<=[，,。；;！!？?\\s叫]))(?:家|现)?(?:就)?住(?:在)?|(?<!国|厂|店|他|她|们|人|大|那|这|商|谁|哪|各|几|多|全|农)家住(?:在)?|` +
    `${ME}(?:们)?家(?:的)?(?:房子|老宅|宅子|门牌|地址|住址|院子)?(?:现在|目前)?(?:就|也)?(?:是|在|：|:)?|${ME}(?:的)?(?:家庭)?(?:住址|地址|门牌号?|住处|房号|户号)(?:就|也)?(?:是|在|为|：|:)?|` +
    `(?:家庭|现|联系|收件|通讯|通信|常住)(?:住址|地址)(?:就|也)?(?:是|在|为|：|:)?|住址(?:就|也)?(?:是|在|为|：|:)?|${ME}(?:现在|目前)?租(?:的)?(?:房子?)?(?:是|在|住)(?:在)?)`,
  'gu',
);
const I_STAND = new RegExp(`${ME}(?:们)?(?:家)?(?:这|这边|这里|这儿|人)?(?:就)?(?:是|在)`, 'gu');
const DOOR_PLATE = /门牌(?:号码?)?(?:就|也)?(?:是|在|为|：|:)?/gu;
const REACH = 32;
// Words between "我家" and a number that make it no address: what was seen, said, done or measured there.
const NO_ADDRESS =
  /(?:看|听|闻|反映|投诉|打了|拍|影响|离|距|有人|污染|排|臭|吵|噪|电话|号上午|号下午|号晚|号夜|号那天|月)/u;
const PLACE_AFTER =
  /(?:楼下|楼上|旁边|隔壁|对面|附近|门口|门前|前面|后面|外面|前头|后头|外头|边上|那个?厂|那家|院里|院内|楼顶)/uy;
const MINE = new RegExp(
  `(?:[\\p{Script=Han}]{2,10}?)?(?:${DOOR}[\\s，,]?){1,4}(?:[0-9]{3,4})?(?:室)?(?:那家|那户|的?(?:业主|住户|房东|房主|户主|租户))?[，,]?(?:那|这)?(?:就|也)?是(?:${ME}(?:们)?家?|${ME}住的(?:地方)?)(?![\\p{Script=Han}]{0,2}(?:说|举报|反映|打))`,
  'gu',
);
const COMPLEX =
  '(?:小区|花园|家园|家属院|家属楼|公寓|公馆|新村|嘉苑|雅苑|名苑|[\\p{Script=Han}]苑|[\\p{Script=Han}]府|华庭|豪庭|安置房|宿舍楼?|新城|名城|山庄|庭院|大院)';
const LIVES_IN = new RegExp(
  `${ME}(?:家)?(?:现在|目前)?(?:就)?(?:住|住在|家住|家住在|租住在?)(?![^${BREAK}]{0,12}(?:附近|旁))[^${BREAK}的这那个]{2,12}?${COMPLEX}(?:里头|里面|里|内)?`,
  'gu',
);
const OWNER = new RegExp(
  `${ME}(?:就|也)?是[^${BREAK}]{2,16}?(?:${COMPLEX}|[号栋幢楼]|单元|室)(?:里|上)?的?(?:一名|一个|一位)?(?:业主|住户|居民|租户|租客|房主|房东|户主|老板|商户|店主|店家)`,
  'gu',
);

/** 回信寄毛堂街卫生室, 化验单寄我，北关23号院: where an answer reaches the caller. */
const MAIL_TO = new RegExp(
  `(?:回信|回函|答复|结果|报告|单子|化验单|书面|材料|通知|信|票)[^${BREAK}]{0,4}?(?:就)?寄(?:到|给|至|往|回)?(?:我|俺)?(?:那|这|家)?[，,:：]?(?!一份|过来|出来|了|给)[^${BREAK}]{2,16}?(?=就|[${BREAK}]|$)`,
  'gu',
);
/** A door named right before the caller's own name: …小区，6号楼1单元102，我姓邢. */
const BEFORE_NAME = new RegExp(
  `(?:${DOOR}){1,4}[0-9]{0,4}(?:室)?[，,\\s]{1,2}(?=(?:我|俺|本人)(?:姓|叫|是[\\p{Script=Han}]{2,3}[，,。])|免贵|姓[\\p{Script=Han}][，,。])`,
  'gu',
);

/** 我住601, 我是502的; 我家是这排最东头那户; 地址…2-1-302. */
const BARE_ROOM = new RegExp(
  `${ME}(?:们)?家?(?:就|现在)?(?:住在?|在|是)?(?:\\d{3}|[1-3]\\d0[1-9])(?=[${BREAK}室房的]|$)`,
  'gu',
);
/** 我住他正上头302, 我在那烧烤店正上面，1203: a room told by where it lies from the reported party. */
const ROOM_BY_SIDE = new RegExp(
  `${ME}(?:们)?家?(?:就|也|正好|现在)?(?:住在?|在|是)?[^${BREAK}]{0,10}?(?:[正紧斜]?(?:上头|上面|上边|顶上|下头|下面|下边|对面|对门|对过|后头|后面)|楼[上下]|楼底下|头顶上?|隔壁间?|隔墙|旁边|里间|我)(?:的)?[，,\\s]?(?:住)?(?:[0-9]{3,4}|[一二三四五六七八九]{1,2}[零〇一二三四五六七八九幺][一二三四五六七八九幺]|[0-9]{1,2}[-－排栋号幢][0-9]{1,4}号?)(?:室|房|户)?(?=住|的|[${BREAK}]|家|油|夜|一|$|他|窗)`,
  'gu',
);
const LIVES_NEAR = new RegExp(
  `${ME}(?:家)?住[得的]?(?:很|挺|最|就)?(?:近|不远)[，,](?:就)?(?:在|是)?[^${BREAK}]{2,18}(?:号楼|栋|幢|单元|号院|室)[0-9]{0,4}`,
  'gu',
);
/** 我家在油坊头村四组, 俺家是大李庄3队的: a home told by its group of the village. */
const VILLAGE_GROUP = new RegExp(
  `${ME}(?:们)?家(?:就|也)?(?:住)?(?:在|是)[^${BREAK}]{2,12}?[村庄寨湾屯营岗沟洼坡集](?:民)?(?:第)?[一二三四五六七八九十0-9]{1,3}(?:村民)?[组队社]`,
  'gu',
);
const FURTHEST = new RegExp(
  `${ME}(?:们)?家?(?:就)?(?:住|是|在)[^${BREAK}]{0,8}(?:最[东西南北前后里外]|[东西南北]头)[^${BREAK}]{0,3}(?:户|家|排|栋|间)`,
  'gu',
);
const ADDRESS_ROOM = new RegExp(
  `(?:地址|住址)[：:]?\\s?[^${BREAK}]{2,16}?\\d{1,2}[-－]\\d{1,2}[-－]\\d{3,4}`,
  'gu',
);
const ADDRESS_LABEL = new RegExp(`(?:家庭|现)?住址[：:][^${BREAK}]{4,40}`, 'gu');
const HOME_BEHIND = new RegExp(
  `(?:(?<=[${BREAK}\\s])|^)(?:我|俺)?家(?:就)?(?:住)?在(?!他|它|厂|店|人家)[^${BREAK}]{2,12}(?:[前后里外上下][头边面]|旁边|隔壁|对面|对过)(?:的)?(?:那个|那家|那户|第)?[^${BREAK}]{0,4}(?:院|家|户|楼|房|门)?(?=[${BREAK}]|$)`,
  'gu',
);

/** Where callers live, to the door or the housing estate: 我家住…3号楼2单元501, 门牌…, 3号楼501是俺家. */
export function findHomes(text: string): IdentityHit[] {
  const opened = [HOME_OPEN, DOOR_PLATE].flatMap((opener) =>
    [...text.matchAll(opener)].flatMap((match) => {
      if (opener === DOOR_PLATE && isTheirDoor(text, match.index)) return [];
      const end = addressEnd(text, match.index + match[0].length);
      return end > 0 ? [home(match.index, end)] : [];
    }),
  );
  const standing = [...text.matchAll(I_STAND)].flatMap((match) => {
    const end = addressEnd(text, match.index + match[0].length);
    // "我在3号楼下面看见…" tells where something was seen; an address of one's own ends there.
    const isOwn =
      end > 0 && (end >= text.length || matchAt(/[\s，,。；;！!？?\n住]|的|这|业主/uy, text, end) > 0);
    const isDoor = isOwn && /(?:楼|栋|幢|单元|室|[0-9]{3,4})$/u.test(text.slice(match.index, end));
    return isDoor ? [home(match.index, end)] : [];
  });
  const whole = [
    MINE,
    BARE_ROOM,
    ROOM_BY_SIDE,
    LIVES_NEAR,
    VILLAGE_GROUP,
    FURTHEST,
    ADDRESS_ROOM,
    ADDRESS_LABEL,
    HOME_BEHIND,
    LIVES_IN,
    OWNER,
    MAIL_TO,
    BEFORE_NAME,
  ].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => home(match.index, match.index + match[0].length)),
  );
  return [...opened, ...standing, ...whole];
}

function home(start: number, end: number): IdentityHit {
  return { kind: 'home', start, end };
}

const NTH = new RegExp(`^[^${BREAK}]{0,14}?${NTH_HOUSE}`, 'u');

/** The end of the address that begins at `at`: its last door, unit or room before the sentence turns, or -1. */
function addressEnd(text: string, at: number): number {
  let end = -1;
  const stop = Math.min(text.length, at + REACH);
  for (let from = at; from < stop; from += 1) {
    const char = text.charAt(from);
    if (/[。；;！!？?\n]/u.test(char)) break;
    // A comma ends the address unless a door stands right behind it.
    if (
      /[，,]/u.test(char) &&
      end < 0 &&
      !/^[，,]\s?[^，,。]{0,8}[号栋幢单]/u.test(text.slice(from, from + 12))
    )
      break;
    const length = matchAt(ROOMS, text, from);
    if (length <= 0 || !isDoorLike(text.slice(from, from + length))) continue;
    if (
      NO_ADDRESS.test(text.slice(at, from + length)) ||
      (/[日上下]/u.test(text.slice(from + length, from + length + 1)) &&
        /号$/u.test(text.slice(from, from + length)))
    )
      break;
    end = from + length;
    from = end - 1;
    if (end < stop && /[，,]/u.test(text.charAt(end)) && matchAt(ROOMS, text, end) <= 0) break;
  }
  if (end < 0) {
    const nth = NTH.exec(text.slice(at, stop));
    return nth && !NO_ADDRESS.test(nth[0]) ? at + nth[0].length : -1;
  }
  return matchAt(PLACE_AFTER, text, end) > 0 && !/(?:住|家)/u.test(text.slice(Math.max(0, at - 3), at))
    ? -1
    : end;
}

/** A house, unit or room, not a mere floor ("三楼") or bare figure. */
function isDoorLike(said: string): boolean {
  if (!/[号栋幢座室弄巷]|单元|房间|[东西南北中]户|[0-9０-９]{1,2}[-－—][0-9０-９]/u.test(said)) return false;
  return (
    /[0-9０-９〇零一二三四五六七八九十百幺甲乙丙丁A-Za-z]/u.test(said) &&
    !/^[，,、\s]?[一这那几整全半本满][座栋幢室巷门]/u.test(said)
  );
}

function isTheirDoor(text: string, at: number): boolean {
  const clause = /[^，,。；;！!？?\n]*$/u.exec(text.slice(Math.max(0, at - 16), at))?.[0] ?? '';
  return !/[我俺咱]/u.test(clause) && /厂|店|他|它|公司|那家|企业|作坊|饭馆|场/u.test(clause);
}

const HOUSE = `(?:${ME}(?:们)?(?:一?家|的?(?:店|门面|铺子|门市|小卖部|房子|宅子|院子|超市|饭店|早餐店|诊所|住处|摊子?)|家(?:的)?(?:店|门面|铺子|门市|小卖部|房子|宅子|院子|老宅|窗户|超市|饭店|地))|${ME}(?:家)?(?=就?住|租))`;
const THEIRS =
  '(?:他们?家?|她家?|它|人家|这家?|那家?|厂子?|工厂|[\\p{Script=Han}]厂|养[猪鸡鸭牛羊]场|[\\p{Script=Han}]场|[料气]站|站|搅拌站|公司|店|饭店|酒店|KTV|歌厅|洗浴|工地|矿|作坊|院子?|猪圈|鸡棚|猪场|鸡场|窑|车间|仓库|塔|烟囱|门市|烧烤摊|门口|大门|围墙|排污口|渣堆|坑)';
const NEXT_DOOR = '(?:隔壁|斜?对门|斜?对过|斜对面|一墙之隔|紧隔壁|左邻|右邻)';
const SIDE =
  '(?:正|紧)?(?:楼上|楼下|后院|前院|屋后|房后|墙后头?|墙外|后面|后头|后边|前面|前头|前边|对面|对脸|[东西南北]{1,2}(?:边|面|头|侧|邻|隔壁|院)|挨着|根儿?)';
const NEAR = '(?:旁边|边上|附近|跟前|不远|隔壁|外面|外头|围墙外)';
const METRES =
  '(?:大概|大约|也就|就|只有|不到|不足|有|约|隔着|才){0,2}[0-9０-９一二两三四五六七八九十百几来多]{1,5}(?:米|步)';
const VANTAGES: readonly RegExp[] = [
  `${ME}(?:就)?在[^${BREAK}]{0,6}(?:隔壁|对门|斜对过)[^${BREAK}]{0,2}(?:租|住|开|上班|摆|做)[^${BREAK}]{0,4}`,
  `${ME}(?:就|也)?是(?:这|那|他|该)[^${BREAK}]{0,8}的(?:老)?(?:邻居|邻家|街坊|房东|租户)`,
  `${ME}(?:们)?(?:家|承包|包|种|租)的?[^${BREAK}]{0,3}(?:地|田|园子?|棚|鱼?塘|果园|苗圃)[就正]?在[^${BREAK}]{0,6}(?:他|它|厂|场|窑|排污口|排水口|出水口)[^${BREAK}]{0,4}(?:下游|下头|下面|旁边|边上|隔壁|后头|后面|对面|跟前)`,
  `${ME}(?:们)?家?(?:和|跟|与)(?:他们?|她|它|人家|厂)(?:家|厂)?[^${BREAK}]{0,4}共用?(?:着)?一?(?:道|堵|面)?[山院隔]?墙`,
  `${ME}(?:就|也)?是[^${BREAK}]{1,10}(?:馆|店|铺|饭庄|诊所|药房|超市|门市|网吧|理发)(?:里|上)?的(?:老板|店主|掌柜)?(?=[${BREAK}]|$)`,
  `从${ME}(?:们)?家[^${BREAK}]{0,8}(?:窗|阳台|楼上|楼顶|院|门口|房顶)[^${BREAK}]{0,8}(?:拍|录|看|瞅|照)`,
  `${ME}(?:们)?家(?:和|跟|与|离)[^${BREAK}]{1,10}?(?:就|只|也|中间)*隔(?:着)?(?:一|两)?(?:道|堵|面|条|个)(?:院|围)?(?:墙|路|街|沟|渠|过道|胡同)`,
  `${ME}(?:们)?(?:家|的|承包的|包的|种的|租的)(?:的)?(?:后墙|院墙|山墙|后院|屋后|房后|后窗|窗户|阳台|厨房|卧室|大门|[\\p{Script=Han}]{0,2}(?:地头?|田|园子?|棚|塘|窖))(?:就|正|紧|也)*(?:是|挨着?|靠着?|贴着?|接着?|连着|对着|冲着|朝着)(?!臭|黑|被|死|毁|绝)[^${BREAK}]{1,10}?(?:厂|场|站|店|窑|墙|房|沟|口|渠|坑|塘|烟囱|他|它)`,
  `${ME}(?:就|也)?是(?:他们?家?|它|厂|这家?|那家?)?的?(?:隔壁|对门|对面|对过|楼上|楼下|斜对过)[^${BREAK}]{1,8}的(?=[${BREAK}]|$)`,
  `${HOUSE}(?:就|也|正好|刚好|正|紧)*(?:住在|住|在|租在|租|位于|开在|是)?(?:[^${BREAK}]{0,10}?)${NEXT_DOOR}(?!的?(?:邻居|[老小大]))`,
  `${HOUSE}(?:就|也|正好|刚好|正)*(?:住在|住|在|租在|位于|开在)[^${BREAK}]{0,12}?${THEIRS}的?(?:大门|正|紧|院墙?|围墙|厂房|墙|楼)?${SIDE}(?:${METRES})?`,
  `${HOUSE}(?:就|也|正好|刚好|正)*(?:住在|住|在|租在|位于|开在)[^${BREAK}]{0,12}?(?:${SIDE}|${NEAR})(?:的)?${METRES}`,
  `${HOUSE}(?:就|也|正好|刚好|正)*(?:住在|住|在)(?:他们?|她|它|人家)(?:家|厂|店)?的?(?:${NEAR}|${SIDE})`,
  `${HOUSE}(?:就|也|正好|刚好)*(?:住在|住|在)(?:正|紧)?(?:后面|后头|对面|对脸|楼上|楼下|前面)(?=[${BREAK}]|$)`,
  `${HOUSE}(?:就|也|正好|刚好)*(?:紧?挨着|紧?挨住|紧邻|紧靠|对着|正对着?|门对着)(?:他们?家?|她家|它|人家|这个?|那个?)?(?:的)?[^${BREAK}]{0,6}?${THEIRS}(?:的?(?:大门|后墙|围墙|院墙|后门|烟囱))?`,
  `(?:和|跟|与|离)${ME}(?:们)?家(?:就|只|也|是)*(?:一墙之隔|(?:隔着?)?一?(?:道|堵|面)墙|隔一?(?:道|堵|面)墙|门对门|挨着|紧挨着?|对门|隔壁|是邻居)`,
  `${ME}(?:们)?家(?:和|跟|与)(?:他们?|她|它|人家|厂)(?:家|厂|店)?(?:就|只|也|中间)*隔(?:着)?[一二两]?(?:堵|道|面)墙`,
  `(?:隔壁|对门|对过|对面|楼上|楼下|后面|斜对门)(?:就|那家?|那户|第一家|头一家)*是${ME}(?:们)?家(?:里)?(?=[${BREAK}]|$|的|了|啊)`,
  `(?:在|是)${ME}家(?:的)?(?:紧)?(?:隔壁|对门|左邻|右邻)`,
  `${ME}(?:就|也)?(?:是|算是)(?:他们?|她|它|人家|厂|店|这|那|厂子|该)?(?:们)?(?:家|厂|店|老板|工地|饭店|公司)?(?:里)?的?(?:[东西南北]?(?:边|面|头|侧)?隔壁|[东西南北](?:边|面|头|侧)?|对门|楼上|楼下|左右|老|紧|对面)?(?:的)?(?:邻居|邻家|街坊|亲戚|房东|租户|合伙人|住户)(?=[${BREAK}]|$|[\\p{Script=Han}])`,
  `${ME}(?:就|也)?是[^${BREAK}]{0,8}?(?:隔壁|对门|斜对过|对过|对面|楼上|楼下)(?:那家|的|那户|开|[\\p{Script=Han}]{0,4}(?:店|馆|部|铺|超市))(?:[^${BREAK}]{0,6}?的)?`,
  `${ME}(?:家)?(?:就)?在[^${BREAK}]{1,12}?(?:开|经营|摆|干)(?:着|了|的)?(?:有)?(?:个|家|间)?[^${BREAK}]{0,6}?(?:店|部|馆|铺子?|摊子?|超市|诊所|门面|门市|修理厂|药房|室|坊|吧|幼儿园)`,
  `${ME}(?:就|也)?是[^${BREAK}]{1,14}?(?:门面|门市|商铺|铺面|摊位)(?:的|上的)?(?:老板|业主|商户)?`,
].map((source) => new RegExp(source, 'gu'));

/** From where callers watch: what gives a person away to the reported party. */
export function findVantages(text: string): IdentityHit[] {
  return VANTAGES.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind: 'vantage' as const,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}
