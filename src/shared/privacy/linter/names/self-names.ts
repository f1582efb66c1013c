import { type IdentityHit } from '../identity-kind';
import { KIN } from './kin-names';
import { endsAt, matchAt, readName } from './person-name';
import { isTheirName } from '../someone-else';
import { findSpelt, spelt } from './spelling';
import { isWordlike, surnameLength } from './surnames';

const ME = '(?:我本人|俺本人|本人|我|俺|咱|在下|敝人|鄙人|举报人|来电人|反映人|投诉人|报告人|报案人)';
const HERE = '(?:这边|这里|这儿|这|自己|家|本|呢|嘛|的|，|,)?(?:真的?|确实)?';
const SKIP = '[\\s:：“”"「『‘（(《]{0,3}';

// After these a name is certain but for orders to others (我叫他来); what follows decides.
const CALLED = new RegExp(
  `${ME}${HERE}(?:就|也)?(?:的?(?:姓名|名字|大名|真名|全名|学名|小名|名儿?)(?:就|也)?(?:是|叫做?|为)?|名?叫做?|叫作|是叫|名为|大名)${SKIP}`,
  'gu',
);
const LABELLED =
  /(?:(?:我的)?(?:姓名|真名|联系人|举报人|反映人|投诉人|来电人|报案人|来访人|信访人|申请人|求助人|实名人|署名|落款|签名|机主|收件人|户名|户主)(?:(?:姓名|名字)?(?:是|叫|为|系)?[:：\s]{0,2}|[:：]\s?)|(?:^|[，,。；;、！!？?\s])(?:名字|大名|姓名)(?:(?:是|叫)[:：\s]{0,2}|[:：]\s?)|(?:实名|署名|具名)(?:举报|反映|投诉)?(?:人|的)?[，,:：\s]{0,2}(?:我?是|我?叫)?)/gu;
const I_AM = new RegExp(`${ME}(?:这边|这里|这儿|这)?(?:就|也)?(?:是|系)${SKIP}`, 'gu');
const ROLE =
  /(?:的|里|村民|业主|居民|住户|租户|户主|职工|员工|工人|会员|组|村|屯|庄|社区|小区|司机|老师|教师|医生|老板|店主|房东|家长|学生|商户|[\p{Script=Han}][员民工]|志愿者|[队组班站场校院会厂]长|主任|书记|护士|会计|大夫|师傅|匠|电工|代表|[，,])$/u;
const ROLE_REACH = 18;
const BARE_ME = /(?:我本人|俺本人|本人|我|俺)[，,\s]?/gu;
const CALL_ME = /(?:叫|喊|称呼?|唤|管)(?:我|俺)(?:叫|为|做|一声|声|个|的名字)?[\s:：“"]{0,2}/gu;
const WRITE_DOWN =
  /(?:记|写|留|登记|填|签|署)(?:上|下|的名字?)?(?:是|成|为|个|我名字?|俺名字?|我的名字|俺的名字)?[\s:：“"]{0,2}/gu;
const WRITTEN = /(?:就行|就中|吧|就好|就可以|这个?名|的?名字|即可)/uy;
const SURNAME = /(?:免贵姓?|敝姓|鄙姓|贱姓|小姓|复姓|姓)[\s:：“"—…]{0,3}/gu;
const NOT_A_SURNAME = /^[什啥甚谁名氏不的得么哪呀吗也都就过有没个是几]/u;
const OWN_SURNAME = new RegExp(
  `(?:(?:我|俺)(?:就|也)?是[^，,。；;！!？?]{0,14}|(?:来电人|举报人|反映人|投诉人|当事人|该?群众)(?:自?称|说|表示)(?:其|他|她|自己)?|${ME}(?:这边|这里|这儿|这|自己|家|本|也|就|呢|的|是|，|,)*|免贵|敝|鄙|贱|小)$`,
  'u',
);
const AND_GIVEN =
  /[，,、\s]{0,2}(?:单名|名字叫|名叫|名字是|名|叫|单字)(?:一个|个)?(?!啥|什|甚|谁|我|你|他)\p{Script=Han}{1,3}/uy;
const OF_ME = new RegExp(`(?:他|她|家|的)?(?:${KIN}|家属|邻居|亲戚|本人)`, 'uy');

/** Names by which callers make themselves or their family known: 我叫…, 免贵姓…, 我是…的张某, 叫我老李 (R-18). */
export function findNames(text: string): IdentityHit[] {
  return [
    ...after(text, CALLED, (at) => calledName(text, at)),
    ...after(text, LABELLED, (at) => readName(text, at, 'strict')),
    ...after(text, I_AM, (at) => iAm(text, at)),
    ...after(text, BARE_ME, (at) => bareName(text, at)),
    ...after(text, CALL_ME, (at) => callMe(text, at)),
    ...after(text, WRITE_DOWN, (at) => writtenName(text, at)),
    ...recipients(text),
    ...surnames(text),
    ...findSpelt(text),
  ];
}

/** "寄到…，闻人杰收": the one who takes the letter. */
function recipients(text: string): IdentityHit[] {
  return [...text.matchAll(/(?<=[，,、\s])(\p{Script=Han}{2,4})(?:亲)?收(?=[。，,！!\s]|$)/gu)].flatMap(
    (match) => {
      const name = match[1] ?? '';
      const isName = readName(`${name}，`, 0, 'strict') === name.length;
      return isName
        ? [{ kind: 'self_name' as const, start: match.index, end: match.index + match[0].length }]
        : [];
    },
  );
}

/** Hits from the start of each trigger to the end of the name that `read` finds behind it. */
function after(text: string, trigger: RegExp, read: (at: number) => number): IdentityHit[] {
  return [...text.matchAll(trigger)].flatMap((match) => {
    const lead = /^[，,。；;、！!？?\s]/u.test(match[0]) ? 1 : 0;
    const end = read(match.index + match[0].length);
    if (end <= 0 || isTheirs(text, match)) return [];
    return [{ kind: 'self_name' as const, start: match.index + lead, end: spelt(text, end) }];
  });
}

/** "老板的名字叫…": a label without me in it, told of another. */
function isTheirs(text: string, match: RegExpMatchArray): boolean {
  return (
    /^[，,。；;、！!？?\s]?(?:姓名|名字|大名|户主|联系人)/u.test(match[0]) &&
    isTheirName(text, match.index ?? 0)
  );
}

const ORDERED =
  /^(?:和|跟|与|及|或|外卖|物业|邻居|救命|村民|家人|孩子|儿子|警察|保安|媳妇|老公|朋友|大家|工人|司机|师傅|环保|苦|冤|屈|骂|停|人|车|醒|起|喊|嚷|什|甚|来|去|上|下|出|回|到|几|两|三|一|好|半天|家里|城管|记者|律师|救护|开锁|维修|出租|滴滴|快递|货|板|闺女|女儿|全|大伙|老板|声|板)/u;

/** 边大|个, 阿依古|丽: what is left of the clause, if that is no more than the end of a name. */
const REST_OF_NAME = /(?![的是在来这那有就都])\p{Script=Han}{1,2}(?=[，,。；;！!？?\s”"]|$)/uy;

function calledName(text: string, at: number): number {
  const known = readName(text, at, 'loose');
  if (known > 0) return known + Math.max(0, matchAt(REST_OF_NAME, text, known));
  // Rare surnames, pen names, first names and Latin ones: a short clause of their own.
  const rest = /^(?:[\p{Script=Han}]{1,4}|[A-Za-z][A-Za-z .·]{1,24})(?=[^\p{Script=Han}]|$)/u.exec(
    text.slice(at, at + 28),
  );
  const word = rest?.[0].trimEnd() ?? '';
  if (word === '' || ORDERED.test(word)) return -1;
  return /[的了不我你您恁俺咱他她它们这那把被给跟着过吗呢没么啥谁怎哪]/u.test(
    word.replace(/[啊呀吧哩]$/u, ''),
  )
    ? -1
    : at + word.length;
}

/** A name behind 我是, or behind what the caller is there: 我是三组的村民赵某. */
function iAm(text: string, from: number): number {
  for (let at = from; at <= from + ROLE_REACH && at < text.length; at += 1) {
    const passed = text.slice(from, at);
    if (/[。；;！!？?\n]/u.test(passed) || /[，,]./u.test(passed)) break;
    const end = passed === '' || ROLE.test(passed) ? nameOrKin(text, at) : -1;
    if (end > 0) return end;
  }
  return -1;
}

function nameOrKin(text: string, at: number): number {
  const known = readName(text, at, 'strict');
  if (known > 0) return known;
  // "我是李大山他儿子": the name is of kin, and leads to the caller all the same.
  const surname = surnameLength(text, at);
  if (surname === 0 || isWordlike(text.charAt(at))) return -1;
  if (matchAt(/(?:家|村)/uy, text, at + surname) > 0) return -1;
  for (const size of [2, 1]) {
    const given = text.slice(at + surname, at + surname + size);
    const kin = matchAt(OF_ME, text, at + surname + size);
    if (kin > 0 && /^\p{Script=Han}+$/u.test(given) && !/[的们是这那他她家]/u.test(given))
      return at + surname + size + kin;
  }
  return -1;
}

const VOWED =
  /(?:打的|报的|写的|实名|在此|保证|愿意|敢|对|说话|负责|举报|反映|投诉|声明|承诺|用|以|签字|今天|可以|向|现)/uy;

function bareName(text: string, at: number): number {
  const surname = surnameLength(text, at);
  if (surname === 0 || isWordlike(text.charAt(at))) return -1;
  const end = readName(text, at, 'strict');
  const isOpen = end > 0 && (end >= text.length || !/\p{Script=Han}/u.test(text.charAt(end)));
  // 我常年, 我高血压: without 是 or 叫 the name must be whole and stand for itself after 本人, or be vowed on.
  if (isOpen && /本人[，,\s]?$/u.test(text.slice(Math.max(0, at - 3), at))) return end;
  const given = text.slice(at + surname, at + surname + 2);
  const isName =
    /^\p{Script=Han}{2}$/u.test(given) && readName(`${text.slice(at, at + surname + 2)}，`, 0, 'strict') > 0;
  return isName && matchAt(VOWED, text, at + surname + 2) > 0 ? at + surname + 2 : -1;
}

function callMe(text: string, at: number): number {
  const end = readName(text, at, 'strict');
  if (end > 0) return end + Math.max(0, matchAt(/(?:就行|就中|就好|就可以|即可)(?:了|啦)?/uy, text, end));
  const pet = matchAt(
    /(?:老|小|大|阿)?\p{Script=Han}{1,3}(?:就行|就中|就好|就可以|即可)(?:了|啦)?/uy,
    text,
    at,
  );
  return pet > 0 && !/[来去说他她你们这那别匿名]/u.test(text.slice(at, at + pet)) ? at + pet : -1;
}

function writtenName(text: string, at: number): number {
  const surname = surnameLength(text, at);
  if (surname === 0) return -1;
  for (const size of [2, 1]) {
    const end = at + surname + size;
    const tail = matchAt(WRITTEN, text, end);
    if (tail > 0 && readName(`${text.slice(at, end)}，`, 0, 'strict') === end - at) return end;
  }
  return -1;
}

function surnames(text: string): IdentityHit[] {
  return [...text.matchAll(SURNAME)].flatMap((match) => {
    const at = match.index + match[0].length;
    const own = OWN_SURNAME.exec(text.slice(Math.max(0, match.index - 20), match.index));
    const isPolite = /^[免敝鄙贱小复]/u.test(match[0]);
    const isOwn = own !== null || isPolite;
    const before = text.slice(Math.max(0, match.index - 1), match.index);
    if (NOT_A_SURNAME.test(text.slice(at, at + 1)) || /[百同外异改本复贵随]/u.test(before)) {
      if (!isOwn || NOT_A_SURNAME.test(text.slice(at, at + 1))) return [];
    }
    const size = surnameLength(text, at);
    if (isOwn) {
      const length = size || matchAt(/\p{Script=Han}/uy, text, at);
      if (length <= 0 || (size === 0 && !endsAt(text, at + length, 'loose'))) return [];
      const name = readName(text, at, 'strict');
      return [surnameHit(text, match.index - (own?.[0].length ?? 0), Math.max(name, at + length))];
    }
    if (size === 0 || isTheirName(text, match.index)) return [];
    // "姓王" opening its clause is the caller's own; "一个姓王的" is not.
    const opens =
      before === '' ||
      /[，,。；;、！!？?\s:：是]/u.test(before) ||
      /[，,](?:也|就|都)$/u.test(text.slice(Math.max(0, match.index - 2), match.index));
    if (!opens || matchAt(/(?:的|家|那|氏)/uy, text, at + size) > 0) return [];
    return [surnameHit(text, match.index, Math.max(readName(text, at, 'strict'), at + size))];
  });
}

function surnameHit(text: string, start: number, end: number): IdentityHit {
  const given = Math.max(matchAt(AND_GIVEN, text, end), wholeName(text, end));
  return { kind: 'self_name', start, end: spelt(text, end + Math.max(0, given)) };
}

/** "我姓李，李大山": the whole name said right behind the surname. */
function wholeName(text: string, end: number): number {
  const match = /^[，,、\s]{1,2}(\p{Script=Han})\p{Script=Han}{1,2}(?=[，,。；;！!？?\s]|$)/u.exec(
    text.slice(end, end + 7),
  );
  return match?.[1] !== undefined && match[1] === text.charAt(end - 1) ? match[0].length : -1;
}

/** A name that stands next to a number of the caller ("张三 138…", "138…，王女士"); `numbers` are the hits so far. */
export function findNamesByNumbers(text: string, numbers: readonly IdentityHit[]): IdentityHit[] {
  return numbers.flatMap(({ start, end }) => [
    ...nameBefore(text, start),
    ...surnameBefore(text, start),
    ...nameBehind(text, end),
  ]);
}

/** "给我叔回电话，他姓亓，一五五…": whoever is to be called leads to the caller. */
function surnameBefore(text: string, start: number): IdentityHit[] {
  const from = Math.max(0, start - 12);
  const match = /(?:他|她)?(?:就)?姓(\p{Script=Han}{1,2})[，,、:：\s]{1,2}$/u.exec(text.slice(from, start));
  const surname = match?.[1];
  if (!match || surname === undefined || surnameLength(surname, 0) !== surname.length) return [];
  const at = from + match.index;
  return [{ kind: 'self_name', start: at, end: at + match[0].trimEnd().replace(/[，,、:：]$/u, '').length }];
}

const BETWEEN =
  /[\s,，、:：（(]{0,3}(?:(?:我?的?|他的?|她的?)(?:联系)?(?:电话|手机|手机号|号码|联系方式|微信|身份证)(?:号码?)?)?(?:就?是|为|：|:|，|,|\s){0,3}$/u;
const BEHIND = /[\s,，、:：）)]{0,3}(?:我?是|我?叫|联系人|机主|找|名字)?[:：\s]?/uy;
const NAME_SIZES = [4, 3, 2];

function nameBefore(text: string, start: number): IdentityHit[] {
  const from = Math.max(0, start - 20);
  const before = text.slice(from, start);
  const between = BETWEEN.exec(before);
  if (!between) return [];
  const end = from + between.index;
  for (const size of NAME_SIZES) {
    const at = end - size;
    if (at < 0) continue;
    const lead = text.slice(Math.max(0, at - 2), at);
    if (lead !== '' && !/[^\p{Script=Han}]$|联系|[找是叫我]$/u.test(lead)) continue;
    if (readName(`${text.slice(at, end)}，`, 0, 'strict') === size)
      return [{ kind: 'self_name', start: at, end }];
  }
  return [];
}

function nameBehind(text: string, end: number): IdentityHit[] {
  const at = end + Math.max(0, matchAt(BEHIND, text, end));
  const name = readName(text, at, 'strict');
  return name > 0 && at > end && !isWordlike(text.charAt(at))
    ? [{ kind: 'self_name', start: at, end: name }]
    : [];
}
