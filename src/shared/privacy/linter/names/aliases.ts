import { type IdentityHit } from '../identity-kind';
import { matchAt, readName } from './person-name';
import { isTheirName } from '../someone-else';

const OPEN = '[“"「『‘《]';
const CLOSE = '[”"」』’》]';
const LABEL =
  '外号|绰号|诨[号名]|浑号|小名|乳名|奶名|大名|大号|学名|真名|原名|本名|曾用名|网名|笔名|艺名|化名|昵称|用户名|账户名|会员名|户名|姓名|署名|落款|主播号|抖音号|快手号|视频号|微信名|' +
  '(?:户口[本簿]?|身份证|名片|证件|工作证)[上里](?:(?:登|写|印|报)(?:的名?)?|的名字?|(?=叫|是))';
const LINK =
  '(?:(?:登|写|印|报|填|记|留|用|改)(?:的|成|为|个)?)?(?:你|您|恁)?(?:就|也|还|都)*(?:是|叫做?|为|记|写|登)?[:：，,\\s]{0,2}';
const VALUE =
  '(?!请|谅|理解|见谅|多担待|担待|希望|麻烦|谢|对不起|抱歉|恕|保密|放心|算|什|啥|我|俺|他|她|你|您|恁|不|也|都|就|是|有|没|叫|那|这|别|和|跟|与|及|或|一)[\\p{Script=Han}A-Za-z0-9_·-]{2,10}';
/** What a village or a workplace calls somebody: 磙叔, 老班, 黑蛋. */
const PET_NAME =
  '(?:老|小|大|阿|二|三)?[\\p{Script=Han}]{1,2}?(?:叔|哥|姐|嫂|爷|奶|婶|姨|伯|娘|老师|师傅|医生|大夫|会计|主任|队长|班|头|子|娃|蛋|妞|嘴|胖)';
const ANYBODY = '(?!热心|知情|一个知情|群众|村民|市民|匿名|附近|老百姓|举报人|居民)';
const END = '(?=[，,。；;！!？?、\\s”"]|$)';
const ME = '(?:我|俺|咱|本人)';

/** What callers go by, and the words that bring it: the name stands in group 1. */
const FINDERS: readonly RegExp[] = [
  new RegExp(`(?:${LABEL})${LINK}(?:${OPEN}([^”"」』’》\\n]{1,14})${CLOSE}|(${VALUE})${END})`, 'gu'),
  // 村里都喊我磙叔, 人称“盖老师”, 学生都叫我老班
  new RegExp(
    `(?:人称|(?:都|也|就|总|爱|好)(?:喊|叫|称呼?|管)${ME}(?:叫|做)?|[\\p{Script=Han}]{2}(?:喊|叫|称呼)${ME}(?:叫|做)?)(?:${OPEN}([^”"」』’》\\n]{1,10})${CLOSE}|(${PET_NAME})${END})`,
    'gu',
  ),
  // 村里人都喊我铁算盘: whatever it is that all call the caller.
  new RegExp(
    `(?:村|屯|庄|巷子?|街|厂|矿|班|院|群)(?:里|上|上下)?(?:的)?(?:人|街坊|邻居|老少)?(?:都|全)(?:喊|叫|称)${ME}(?:做|叫)?(${VALUE})${END}`,
    'gu',
  ),
  // 登记写“8号院郎阿姨”, 落款就写吴大志, 举报人你写“回头浪子”
  new RegExp(
    `(?:登记|登个?|署名|落款|举报人|反映[^，,。]{0,4}人|投诉人|名字?|代表|你|您|恁|给我)[^，,。；;！!？?“"]{0,4}(?:写|登|记|填|报|署)(?:上|个|成|作)?(?:是|叫)?[:：]?${OPEN}${ANYBODY}([^”"」』’》\\n]{2,10})${CLOSE}`,
    'gu',
  ),
  // 见了我就喊“茅坑石头”, 记“郭不凡”, 落款：一名…
  new RegExp(
    `(?:${ME}[^，,。；;！!？?]{0,4}(?:喊|叫)(?:做)?|(?<=[，,。；;！!？?\\s])记)${OPEN}([^”"」』’》\\n]{2,10})${CLOSE}`,
    'gu',
  ),
  /(?:落款|署名|签名)[:：][^。！？!?\n]{2,40}/gu,
  // 我的铺子叫“福寿阁”, 我们家长群主“…”
  new RegExp(
    `(?:我|俺)(?!家?(?:楼下|隔壁|对面|门口|附近|旁边))[^。！？!?“"那附隔对]{0,18}(?:店名?|铺子?|门市|社团|院子|民宿|苗圃|网店|摊子?|群主?|工作室|农场|合作社|班)[^。！？!?“"]{0,14}${OPEN}([^”"」』’》\\n]{1,12})${CLOSE}`,
    'gu',
  ),
  // 快手上搜“方城老党77”, 网上搜…
  new RegExp(
    `(?:快手|抖音|网上|微信|小红书|微博|视频号|群里)[上里]?(?:一?搜|[找查](?=一下?[“"「])|我?叫|用户)(?:一下|的|是|叫)?(?:${OPEN}([^”"」』’》\\n]{2,16})${CLOSE}|(${VALUE})${END})`,
    'gu',
  ),
];

/** 上回登的王建国就是我, 报的是“崔金锁”, 名字报：…, 在下冼星来, 写吴大志: a real name in plain words. */
const NAMES: readonly RegExp[] = [
  /(?:登|报|留|填|署)的(?:名字?)?(?:就?是|叫)?[:：“"]{0,2}|(?:写|记)的名字?(?:就?是|叫)?[:：“"]{0,2}/gu,
  /名字?(?:你|您|恁)?(?:就)?(?:记|写|登|报|填|署|叫|是)(?:上|成|作|个|下)?[:：“"，,]{0,2}/gu,
  /(?:(?<=[，,。；;：:！!？?\s]|^)|[你您恁就])(?:在下|鄙人|登记?|写|记|署)(?:上|下|个|我|成|为|一下)*(?:市民|村民|居民|群众|业主)?[:：“"]{0,2}/gu,
  /(?:姓名|户名|户主|房主|机主|业主|收件人|农户|举报人|代表)(?:的?(?:姓名|名字))?(?:(?:登|写|填)的)?(?:就?是|写|叫|为)?[:：\s“"]{0,2}/gu,
];
/** 您就说是林老师反映的; 群众张先生来电; 自称邻村村民田某; 名字就说吧，苗青山: the name stands in group 1. */
const SAID_BY: readonly RegExp[] = [
  /(?:是|叫|说)(\p{Script=Han}{2,4})(?=(?:反映|举报|投诉|打|报|说)的)/gu,
  /(?:群众|市民|居民|来电人|反映人|举报人|投诉人|网友)[:：\s]?(\p{Script=Han}{2,4}?)(?=来电|反映|举报|投诉|称|要求|表示|，|,)/gu,
  /自称(?:是|为)?[^，,。]{0,8}?(\p{Script=Han}{2,4})(?=[，,。；;])/gu,
  /(?:名字|姓名|真名|大名)(?:我?就|我)?(?:说|写|记|登|给|报)[^。！？!?，,]{0,6}[，,：:\s](\p{Script=Han}{3,4})(?=[，,。；;！!？?\s]|$)/gu,
];

function saidBy(text: string): IdentityHit[] {
  return SAID_BY.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const words = match[1] ?? '';
      const end = match.index + match[0].length;
      const size = [4, 3, 2].find(
        (each) => readName(`${words.slice(-each)}，`, 0, 'strict') === each && each <= words.length,
      );
      return size === undefined || isTheirs(text, match.index) ? [] : [hit(end - size, end)];
    }),
  );
}

const OTHERS = /老板|厂长|场长|矿长|经理|书记|主任|负责人|法人|司机|工头|那人|有个|他|她/u;
const AND_CALLED = /(?<=[，,\s])(?:又?名|也|就|真|改)?叫[:：“"]{0,2}/gu;

/** 他们见了|我就喊“…”: whoever calls, it is the caller that is called. */
const MEETS_ME = /(?:见|遇|碰)(?:了|着|到)?$/u;

/** Nicknames, pen names and account names that callers say they go by, and names to be written down (R-18). */
export function findAliases(text: string): IdentityHit[] {
  const aliases = FINDERS.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((match) => MEETS_ME.test(text.slice(0, match.index)) || !isTheirs(text, match.index))
      .map((match) => hit(match.index, match.index + match[0].length)),
  );
  const names = NAMES.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const at = match.index + match[0].length;
      const end = readName(text, at, 'strict');
      return end - at >= 2 && !isTheirs(text, match.index) ? [hit(match.index, end)] : [];
    }),
  );
  const mine = SAID_MINE.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => hit(match.index, match.index + match[0].length)),
  );
  return [
    ...aliases,
    ...names,
    ...mine,
    ...askedFor(text),
    ...saidBy(text),
    ...andCalled(text),
    ...namesOfMine(text),
  ];
}

/** Whether the words are told of another: after 我 or after what the caller is, somebody else has come in. */
function isTheirs(text: string, at: number): boolean {
  const sentence = /[^。！？!?；;\n]{0,48}$/u.exec(text.slice(0, at))?.[0] ?? '';
  const since = /(?:我|俺|咱|本人)(?:[就也]?是[^，,]*)?([^我俺咱]*)$/u.exec(sentence);
  if (since)
    return /(?:老板|厂长|场长|负责人|法人|经理|那人|有个)|[，,](?:他|她|它|那家|这家)/u.test(since[1] ?? '');
  return isTheirName(text, at) || /(?:那个?人|老板|厂|他|她)[^，,]{0,8}[，,]?[^，,]{0,12}$/u.test(sentence);
}

/** 我是…的，叫訾玉秀: the caller is the one spoken of before, and nobody came between. */
function andCalled(text: string): IdentityHit[] {
  return [...text.matchAll(AND_CALLED)].flatMap((match) => {
    const before = /[^。！？!?；;\n]{0,40}$/u.exec(text.slice(0, match.index))?.[0] ?? '';
    const end = readName(text, match.index + match[0].length, 'strict');
    const isOwn = /(?:我|俺|咱|本人)(?!们)[^我俺咱]*$/u.test(before) && !OTHERS.test(before);
    return isOwn && end > 0 ? [hit(match.index, end)] : [];
  });
}

/** “中原小麦粒”是俺, 找康秀梅就行. */
const SAID_MINE: readonly RegExp[] = [
  new RegExp(`${OPEN}[^”"」』’》\\n]{2,14}${CLOSE}(?:这个号?)?(?:就|也)?是(?:我|俺)`, 'gu'),
];
const ASK_FOR = /(?<=[，,。；;！!？?\s]|^)(?:就|直接|回访|有事|来了|到时候)*(?:找|问|联系)[:：“"]?/gu;
const ENOUGH = /(?:就行|就中|就好|就可以|即可)/uy;
const TO_A_TITLE =
  /(?:联系|找|回复|通知|告诉|打给)(\p{Script=Han}{1,3}(?:先生|女士|大姐|大哥|大爷|大妈|阿姨|同志))/gu;

function askedFor(text: string): IdentityHit[] {
  const titled = [...text.matchAll(TO_A_TITLE)]
    .filter((match) => readName(`${match[1] ?? ''}，`, 0, 'strict') === match[1]?.length)
    .map((match) => hit(match.index, match.index + match[0].length));
  const named = [...text.matchAll(ASK_FOR)].flatMap((match) => {
    const at = match.index + match[0].length;
    const size = [4, 3, 2].find(
      (each) =>
        readName(`${text.slice(at, at + each)}，`, 0, 'strict') === each &&
        matchAt(ENOUGH, text, at + each) > 0,
    );
    return size === undefined ? [] : [hit(match.index, at + size)];
  });
  return [...titled, ...named];
}

/** 王建国就是我: the name in front of the words. */
function namesOfMine(text: string): IdentityHit[] {
  return [...text.matchAll(/(?:就是|也是)(?:我|俺)(?:本人|自己)?(?=[，,。；;！!？?\s]|$)/gu)].flatMap(
    (match) => {
      const size = [4, 3, 2].find((each) => {
        const at = match.index - each;
        return at >= 0 && readName(`${text.slice(at, match.index)}，`, 0, 'strict') === each;
      });
      return size === undefined ? [] : [hit(match.index - size, match.index + match[0].length)];
    },
  );
}

function hit(start: number, end: number): IdentityHit {
  return { kind: 'self_name', start, end };
}
