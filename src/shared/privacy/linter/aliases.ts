import { type IdentityHit } from './identity-kind';
import { readName } from './person-name';
import { isTheirName } from './someone-else';

const OPEN = '[“"「『‘《]';
const CLOSE = '[”"」』’》]';
const LABEL =
  '外号|绰号|诨[号名]|浑号|小名|乳名|奶名|大名|大号|学名|真名|原名|本名|曾用名|网名|笔名|艺名|化名|昵称|用户名|账户名|会员名|户名|姓名|署名|落款|主播号|抖音号|快手号|视频号|微信名|' +
  '(?:户口[本簿]?|身份证|名片|证件|工作证)[上里](?:(?:登|写|印|报)(?:的名?)?|的名字?|(?=叫|是))';
const LINK =
  '(?:(?:登|写|印|报|填|记|留|用|改)(?:的|成|为|个)?)?(?:你|您|恁)?(?:就|也|还|都)*(?:是|叫做?|为|记|写|登)?[:：，,\\s]{0,2}';
const VALUE =
  '(?!什|啥|我|俺|他|她|你|您|恁|不|也|都|就|是|有|没|叫|那|这|别|和|跟|与|及|或|一)[\\p{Script=Han}A-Za-z0-9_·-]{2,10}';
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
  // 登记写“8号院郎阿姨”, 落款就写吴大志, 举报人你写“回头浪子”
  new RegExp(
    `(?:登记|登个?|署名|落款|举报人|反映[^，,。]{0,4}人|投诉人|名字?|代表|你|您|恁|给我)[^，,。；;！!？?“"]{0,4}(?:写|登|记|填|报|署)(?:上|个|成|作)?(?:是|叫)?[:：]?${OPEN}${ANYBODY}([^”"」』’》\\n]{2,10})${CLOSE}`,
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
  /(?:(?<=[，,。；;：:！!？?\s]|^)|[你您恁就])(?:在下|鄙人|登|写|记|署)(?:上|下|个|我|一下)?(?:市民|村民|居民|群众|业主)?[:：“"]{0,2}/gu,
  /(?:姓名|户名|户主|房主|机主|业主|收件人|农户|举报人|代表)[^，,。；;！!？?]{0,3}[:：\s“"]{0,2}/gu,
];
const OTHERS = /老板|厂长|场长|矿长|经理|书记|主任|负责人|法人|司机|工头|那人|有个|他|她/u;
const AND_CALLED = /(?<=[，,\s])(?:又?名|也|就|真|改)?叫[:：“"]{0,2}/gu;

/** Nicknames, pen names and account names that callers say they go by, and names to be written down (R-18). */
export function findAliases(text: string): IdentityHit[] {
  const aliases = FINDERS.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isTheirName(text, match.index))
      .map((match) => hit(match.index, match.index + match[0].length)),
  );
  const names = NAMES.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const at = match.index + match[0].length;
      const end = readName(text, at, 'strict');
      return end - at >= 2 && !isTheirName(text, match.index) ? [hit(match.index, end)] : [];
    }),
  );
  return [...aliases, ...names, ...andCalled(text), ...namesOfMine(text)];
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
