import { type IdentityHit, type IdentityKind } from './identity-kind';
import { isOfSomeoneElse } from './someone-else';

const DIGIT = '[0-9０-９〇零一二三四五六七八九幺]';
const LETTER = 'A-Za-zＡ-Ｚａ-ｚ';
const APP =
  '微信|威信|薇信|维信|微\\s信|[vVｖＶ]信|[vV][xX]|[wW][xX]|[wW]ei[xX]in|[wW]e[cC]hat|[qQｑＱ]{2}|扣扣|企鹅|抖音|快手|微博|陌陌|支付宝|小红书|钉钉';
const FILL =
  '(?:帐号|账号|号码?|名字?|昵称|加|是|为|叫|搜|就|也|我的?|俺的?|给你|给您|给恁|这个|吧|哈|啊|的|：|:|=|，|,|“|"|\\s){0,6}';
// Mail addresses as they are said: l y g 下划线 77，艾特，example 点 com.
const DASH = '下划线|横线|横杠|杠|减号|短横';
const LOCAL_PART = new RegExp(
  `(?:[A-Za-z0-9_.-]|${DIGIT}|点|${DASH}|\\s|[、，,](?=\\s?(?:[A-Za-z0-9]|${DASH}|点|$))){2,48}$`,
  'iu',
);
const AT_DOMAIN = new RegExp(
  `[，,、\\s]{0,2}(?:[@＠]|艾特|爱特|圈\\s?a|a\\s?圈|花a|小老鼠|小耗子|at\\b|在(?=\\s?[a-z0-9]))[，,、\\s]{0,2}(?:[a-z0-9]|${DIGIT}|\\s){1,24}(?:点|dot|[.．。])\\s?(?:com|cn|net|org|康姆|考姆|空姆)(?:\\s?(?:点|dot|[.．])\\s?cn)?`,
  'giu',
);
const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\\s?[A-Za-zＡ-Ｚ][\\s·•.-]?(?:[A-HJ-NP-Za-hj-np-z0-9Ａ-Ｚ０-９〇零一二三四五六七八九幺洞拐勾两]\\s?){4,5}(?:[A-HJ-NP-Za-hj-np-z0-9Ａ-Ｚ０-９〇零一二三四五六七八九幺洞拐勾两](?![A-Za-z0-9])|挂)';
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
    // 我拉蜂的车豫…, 俺送菜那辆面包豫…: the caller's car by its use, unless the use is to have seen it.
    kind: 'plate',
    pattern: new RegExp(
      `(?:我|俺|咱)(?!们|家(?:门|楼|村|后|附)|村|厂|[^。！？!?，,]{0,8}(?:看|瞅|瞧|见|拍|录|照|跟|追|盯|堵|撞|记|说|讲|举报|反映|投诉|遇|碰|发现|查|指|逮|抓|截|拦|闻|疑|问|骂|认|知道|门口))[^。！？!?，,；;\\d]{1,8}(?:的|那|这)(?:那|这)?(?:个|辆|台)?(?:小|大|白|黑|破|旧)?(?:轿车|面包车?|货车?|皮卡|三轮|三马|农用车|电车|拖拉机|厢货|车)(?:子)?(?:车?牌照?|车?号)?(?:是|号|，|,|：|:|\\s)*${PLATE}`,
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
  return [...findMail(text), ...findLogins(text), ...findOwnPlates(text), ...findMarked(text)];
}

const MENTION = /(?:微博|抖音|快手|小红书|私信)[^。！？!?]{0,10}[@＠][\p{Script=Han}\w]{2,12}/gu;
/** h、a、n、x、i、n: a login or an address spelt out. */
const LETTERS = /(?<![A-Za-z])[a-z](?:[、，,\s-]{1,2}[a-z0-9](?![a-z0-9])){4,}/gu;
const LOGIN = /(?<![A-Za-z0-9])(?=[A-Za-z0-9_-]*[a-z])(?=[A-Za-z0-9_-]*[0-9_])[A-Za-z][A-Za-z0-9_-]{5,24}/gu;
const ACCOUNT = new RegExp(`(?:${APP}|加我|搜我|账号|帐号|用户名)`, 'u');

/** 我微信号给你，加我，…：miaomiao_77zx: what only a login looks like, an account spoken of before it. */
function findLogins(text: string): IdentityHit[] {
  const letters = [...text.matchAll(LETTERS), ...text.matchAll(MENTION)].map((match) => ({
    kind: 'email' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  const logins = [...text.matchAll(LOGIN)]
    .filter(
      ({ index }) =>
        ACCOUNT.test(text.slice(Math.max(0, index - 40), index)) && !isOfSomeoneElse(text, index),
    )
    .map((match) => ({ kind: 'wechat' as const, start: match.index, end: match.index + match[0].length }));
  return [...letters, ...logins];
}

const ANY_PLATE = new RegExp(PLATE, 'gu');
const FARM_PLATE = /豫\s?\d{2}[-·\s]?\d{5}/gu;
const WATCHED =
  /看见|看到|看的|瞅见|瞧见|拍|跟[着过了上]|跟踪|追|堵|撞|盯|记[下住]|拉|倒|洒|漏|扔|偷|来[了过]?[一两辆]|有[一个辆]|一辆|罐车|渣土车|他|老板|厂/u;

/** A plate in a sentence whose only person is the caller, who has a vehicle in it and has watched none. */
function findOwnPlates(text: string): IdentityHit[] {
  return [ANY_PLATE, FARM_PLATE].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + match[0].length;
      const before = /[^。！？!?；;\n]{0,36}$/u.exec(text.slice(0, match.index))?.[0] ?? '';
      const after = text.slice(end, end + 8);
      const own = before.search(/(?:我|俺|咱|本人)(?!们(?!俩))[^我俺咱]*$/u);
      const told = own < 0 ? '' : before.slice(own);
      const isOwn = own >= 0 && /车|开|骑|跑|三马|三轮|司机|车号|挂/u.test(told) && !WATCHED.test(told);
      return isOwn || /^[，,\s]?(?:就|也)?(?:是)?(?:我|俺)(?:的|家|自己)/u.test(after)
        ? [{ kind: 'plate' as const, start: match.index, end }]
        : [];
    }),
  );
}

/** A mail address as it is said: from its sign and domain back to where the name in front begins. */
function findMail(text: string): IdentityHit[] {
  return [...text.matchAll(AT_DOMAIN)].flatMap((match) => {
    const end = match.index + match[0].length;
    const local = LOCAL_PART.exec(text.slice(Math.max(0, match.index - 48), match.index));
    if (!local || isOfSomeoneElse(text, match.index - local[0].length)) return [];
    return [{ kind: 'email' as const, start: match.index - local[0].trimStart().length, end }];
  });
}

function findMarked(text: string): IdentityHit[] {
  return FINDERS.flatMap(({ kind, pattern, other }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !other || !isOfSomeoneElse(text, match.index))
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].trimEnd().length })),
  );
}
