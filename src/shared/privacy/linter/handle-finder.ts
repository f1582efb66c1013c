import { type IdentityHit, type IdentityKind } from './identity-kind';
import { isOfSomeoneElse } from './someone-else';

const DIGIT = '[0-9０-９〇零一二三四五六七八九幺]';
const LETTER = 'A-Za-zＡ-Ｚａ-ｚ';
const APP =
  '微信|威信|薇信|维信|微\\s信|[vVｖＶ]信|[vV][xX]|[wW][xX]|[wW]ei[xX]in|[wW]e[cC]hat|[qQｑＱ]{2}|扣扣|企鹅|抖音|快手|微博|陌陌|支付宝|小红书|钉钉';
const FILL =
  '(?:帐号|账号|号码?|名字?|昵称|加|是|为|叫|搜|就|也|我的?|俺的?|给你|给您|给恁|这个|吧|哈|啊|的|：|:|=|，|,|“|"|\\s){0,6}';
const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\\s?[A-Za-zＡ-Ｚ][\\s·•.-]?(?:[A-HJ-NP-Za-hj-np-z0-9Ａ-Ｚ０-９〇零一二三四五六七八九幺]\\s?){4,5}[A-HJ-NP-Za-hj-np-z0-9Ａ-Ｚ０-９〇零一二三四五六七八九幺](?![A-Za-z0-9])';
const OWN_CAR =
  '(?:我|俺|咱|本人)(?:们)?(?:的|家|家的|自己|自己的|自家|自家的|这|那|开的|开)?(?:那辆|这辆|辆|个)?(?:[白黑红灰银蓝绿黄]色?的?)?(?:小?轿车|小车|面包车|货车|电动车|电车|三轮车?|摩托车?|越野车?|皮卡车?|汽车|车子|车辆|车)?(?:的)?(?:车牌号码?|车牌|牌照|牌号|车号|号牌)?(?:就|也|是|号|为|：|:|，|,|\\s)*';

const FINDERS: readonly { kind: IdentityKind; pattern: RegExp; other: boolean }[] = [
  {
    kind: 'wechat',
    pattern: new RegExp(
      `(?:${APP})${FILL}(?:[${LETTER}][${LETTER}0-9０-９_-]{3,29}|${DIGIT}(?:[\\s-]?(?:${DIGIT}|[${LETTER}_])){4,19})`,
      'gu',
    ),
    other: true,
  },
  {
    kind: 'wechat',
    pattern: new RegExp(
      `(?:${APP})(?:的?(?:昵称|名字|名)|叫)(?:就?是|叫|：|:|\\s){0,2}(?!啥|什么|我|你|他)[^\\s，,。；;！!？?、]{2,8}`,
      'gu',
    ),
    other: true,
  },
  {
    kind: 'wechat',
    pattern: new RegExp(
      `[${LETTER}][${LETTER}0-9_-]{4,19}[，,\\s]?(?:这个?)?(?:就|也)?是(?:我|俺)的?(?:${APP})号?`,
      'gu',
    ),
    other: false,
  },
  {
    kind: 'email',
    pattern:
      /[\w.+-]{1,64}\s?[@＠]\s?[\w-]{1,63}(?:[.．。][A-Za-z][\w-]{1,62}|[.．][\w-]{1,63}[.．][A-Za-z]{2,10}){1,3}/gu,
    other: true,
  },
  {
    kind: 'email',
    pattern:
      /[\w.-]{2,64}\s?(?:艾特|圈a|at\s)\s?[A-Za-z0-9\s]{1,20}(?:点|[.．])\s?(?:com|cn|net|org|考姆|康姆)/giu,
    other: true,
  },
  { kind: 'plate', pattern: new RegExp(`${OWN_CAR}${PLATE}`, 'gu'), other: false },
  {
    // 我这车天天打那过，豫…; 砸住俺车了，车号豫…: the caller's car, and the plate before the sentence ends.
    kind: 'plate',
    pattern: new RegExp(
      `(?:我|俺|咱|本人)(?:们)?(?:自己|自家)?(?:的|这|那|家|家的|开的|自己的|自己开的)?(?:辆|台)?(?:小|白|黑)?(?:车|轿车|货车|三轮)(?!间|站|库|牌照的人|跟|追)[^。！？!?\\n]{0,22}?${PLATE}`,
      'gu',
    ),
    other: false,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `${PLATE}[，,\\s]?(?:这|那)?(?:个|辆|台)?(?:车)?(?:就|也)?(?:是|属于)(?:我|俺|咱|本人)(?:的|家|自己)`,
      'gu',
    ),
    other: false,
  },
  {
    kind: 'plate',
    pattern: new RegExp(
      `(?:我|俺|咱)(?:也)?(?:是)?(?:开|跑)(?!车?(?:跟|追|过|到|去|来|看))[^。！？!?\\n，,跟追看拍堵撞]{0,8}[，,]?(?:我|俺)?的?(?:车牌号?|牌照|牌号|车号)(?:是|号|：|:|\\s)*${PLATE}`,
      'gu',
    ),
    other: false,
  },
];

/** WeChat, QQ and the like, e-mail, and plates said to be the caller's own; never the reported party's (R-18, §2.7). */
export function findHandles(text: string): IdentityHit[] {
  return FINDERS.flatMap(({ kind, pattern, other }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !other || !isOfSomeoneElse(text, match.index))
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].trimEnd().length })),
  );
}
