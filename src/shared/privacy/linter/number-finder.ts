import { type IdentityHit, type IdentityKind } from './identity-kind';
import { matchAt } from './names/person-name';
import { isOfSomeoneElse } from './someone-else';

/** A digit as said or typed; `group` is the same for Arabic digits that touch, and new for each spoken one. */
interface Digit {
  value: string;
  start: number;
  end: number;
  group: number;
}

const SPOKEN: Record<string, string> = {
  〇: '0',
  零: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  两: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  拐: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  勾: '9',
  玖: '9',
};
const TIMES: Record<string, number> = {
  两: 2,
  俩: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  '2': 2,
  '3': 3,
  '4': 4,
  '5': 5,
};
const SEPARATOR = /[\s\-－—–_.·・,，、()（）/\u200b-\u200d\ufeff]|[嗯呃啊哎]/u;
const MAX_SEPARATORS = 4;
const LONGEST = 21;
const SHORTEST = 5;
/** Words by which the parts of one number are told apart: 前头是138，中间四个零，尾号…. */
const JOINT =
  /(?:(?:中间|当中|前[头面边]|[再最]?后[头面边]|再往后|最后|开头|打头|起头|末了|末尾|结尾|尾号|尾数|尾巴|区号|号码|前[三四几]位|[后末][三四几]位|[三四几]位)(?:[三四几]位)?(?:就?是)?|然后|接着|再[来加]?|就?是|的|杠|横杠|减号|转|分机|停)[，,、：:\s]?/uy;

/**
 * Phones, landlines, ID cards and bank cards, in Arabic, full-width and spoken digits, with blanks between.
 * A number said to be of the reported party or of an office is left alone. Linear: each digit opens ≤ 21 steps.
 */
export function findNumbers(text: string): IdentityHit[] {
  return [...digitRuns(text).flatMap((run) => readRun(text, run)), ...findCodes(text)];
}

const CODE = '[：:，,\\s]{0,2}[A-Za-z豫]{0,3}[-—第字安]{0,2}[\\dXx零〇一二三四五六七八九幺]{2,12}号?';
/** 工号0047, 学员号…, 身份证后六位…: numbers that an office or a firm gave the caller. */
const CODES: readonly RegExp[] = [
  /(?<!\d)1[3-9]\d\s?[xX*＊×某]{3,5}\s?\d{3,4}(?!\d)/gu,
  /(?:身份证|证件)[^。！？!?；;\n\d]{0,8}前[四六]位[^。\d]{0,3}\d{4,6}(?:[^。！？!?；;\n]{0,24}[后末][一二三四五六]位[^。\d]{0,3}[\dXx]{3,6})?/gu,
  new RegExp(
    `(?:工号|工牌|学员号|学号|警号|会员卡?号|房产证号|胸牌|座位号|床位号)[^，,。；;\\d]{0,6}${CODE}`,
    'gu',
  ),
  new RegExp(`(?:我|俺|咱|本人)[^。！？!?；;\\n]{0,24}(?:编号|证号|代号)(?:是|为)?${CODE}`, 'gu'),
  new RegExp(
    `(?:身份证|证件|(?:我|俺)的?[^，,。]{0,6}(?:手机|电话|卡|号码?|号))[^。！？!?；;\\n\\d]{0,8}(?:尾号|尾数|[最末]?[后末][四六]位)[是：:，,\\s]{0,2}[\\dXx零〇一二三四五六七八九幺]{4,6}`,
    'gu',
  ),
];

/** Whose number is complained of: an officer's, not the caller's. */
const OFFICER = /(?:投诉|举报|接线员|话务员|客服|民警|交警|城管|工作人员)[^我俺咱。！？!?]*$/u;

function findCodes(text: string): IdentityHit[] {
  return CODES.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(
        ({ index }) =>
          !isOfSomeoneElse(text, index) && !OFFICER.test(text.slice(Math.max(0, index - 16), index)),
      )
      .map((match) => ({ kind: 'id_card' as const, start: match.index, end: match.index + match[0].length })),
  );
}

function readRun(text: string, run: readonly Digit[]): IdentityHit[] {
  const hits: IdentityHit[] = [];
  let at = 0;
  while (at < run.length) {
    const first = run[at];
    if (!first) break;
    const startsGroup = run[at - 1]?.group !== first.group;
    const found = startsGroup ? longestFrom(text, run, at) : undefined;
    if (!found) {
      at += 1;
      continue;
    }
    const last = run[at + found.count - 1] ?? first;
    const hit: IdentityHit = { kind: found.kind, start: first.start, end: last.end };
    const isOwn = !isOfSomeoneElse(text, hit.start);
    if (isOwn) hits.push(hit);
    at += found.count;
    // What is said in the same breath behind a number is the number again, or put right.
    const tail = run.slice(at);
    const next = tail[0];
    if (isOwn && next && tail.length >= 4 && !tail.some((_, from) => longestFrom(text, run, at + from))) {
      hits.push({ kind: found.kind, start: next.start, end: tail.at(-1)?.end ?? next.end });
      at = run.length;
    }
  }
  return hits;
}

function longestFrom(
  text: string,
  run: readonly Digit[],
  at: number,
): { kind: IdentityKind; count: number } | undefined {
  const window = run.slice(at, at + LONGEST);
  const before = text.slice(Math.max(0, (window[0]?.start ?? 0) - 20), window[0]?.start);
  const digits = window.map((digit) => digit.value).join('');
  for (let count = window.length; count >= SHORTEST; count -= 1) {
    const last = window[count - 1];
    if (!last || run[at + count]?.group === last.group) continue;
    const kind = kindOf(digits.slice(0, count), before);
    if (kind && (kind === 'id_card' || kind === 'bank_card' || isOneNumber(window.slice(0, count)))) {
      return { kind, count };
    }
  }
  return undefined;
}

const PHONE = /^(?:(?:00)?86)?1[3-9]\d{9}$/;
const LANDLINE = /^0(?:(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}|(?:37\d|39[1-8])\d{7,8})$/;
const SAID_PHONE =
  /(?:我|俺|家里)的?(?:家的?)?(?:电话|座机|手机)[^。！？!?\d]{0,10}$|(?:电话|手机|号码|座机|固话|联系方式|联系我|联系俺|打我|打俺|找我|找俺|小灵通|加我|呼我)(?:号码?|是|：|:|打|为|就|这个|也|在|的|[\s，,])*$/u;
const SAID_ID = /(?:身份证|身分证|证件)(?:号码?|是|：|:|为|就|也|的|[\s，,])*$/u;
const SAID_CARD =
  /(?:银行卡|卡号|卡上|卡里|卡是|[这个张]卡|账号|帐号|账户|存折|储蓄卡|工资卡|信用卡|[工农建中]行|邮储|邮政|农商|信用社)[^。；;！!\d]{0,10}$/u;
const SAID_ACCOUNT = /(?:[qQｑＱ]{2}|扣扣|企鹅|微信|威信|薇信|[vV][xX信]|抖音|快手)[^。；;！!？?\d]{0,10}$/u;
/** 尾号7716，前头是…: the end said first. */
const END_FIRST = /(?:尾号|尾数|后四位|末四位|末了|结尾)(?:就?是|：|:|\s)*$/u;
const SAID_PAPER =
  /(?:信用代码|许可证|执照|单号|编号|案号|流水号|受理号|订单|文号|证号)(?:号|是|：|:|为|[\s，,])*$/u;

function kindOf(digits: string, before: string): IdentityKind | undefined {
  const length = digits.length;
  if (SAID_ID.test(before) && length >= 15 && length <= 19) return 'id_card';
  if (SAID_PAPER.test(before)) return undefined;
  if (isIdCard(digits)) return 'id_card';
  if (/X/.test(digits)) return undefined;
  if (SAID_CARD.test(before) && length >= 10 && length <= 21) return 'bank_card';
  if (length >= 16 && length <= 19 && (/^62/.test(digits) || (/^[3-6]/.test(digits) && passesLuhn(digits))))
    return 'bank_card';
  if (PHONE.test(digits) || (END_FIRST.test(before) && PHONE.test(digits.slice(4) + digits.slice(0, 4))))
    return 'phone';
  if (LANDLINE.test(digits)) return 'landline';
  if (length <= 11 && SAID_ACCOUNT.test(before)) return 'wechat';
  if (
    length >= 7 &&
    length <= 13 &&
    SAID_PHONE.test(before) &&
    !/^[48]00|^(?:19|20)\d{2}[01]\d[0-3]\d$/.test(digits)
  ) {
    return /^1/.test(digits) && length > 8 ? 'phone' : 'landline';
  }
  return undefined;
}

/** A comma may part one number (幺三八，零零零零，…) but also two: then the parts must be as a phone is said. */
function isOneNumber(window: readonly Digit[]): boolean {
  const sizes: number[] = [];
  let group = -1;
  for (const digit of window) {
    if (digit.group === group) sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1;
    else sizes.push(1);
    group = digit.group;
  }
  // Years and amounts come in parts as well (2019, 2020, 2021): no phone begins with two parts of four that are years.
  const digits = window.map((one) => one.value).join('');
  return sizes.length === 1 || !(sizes[0] === 4 && /^(?:20\d\d|19\d\d(?:19|20))/.test(digits));
}

/** 18 digits with the check of ISO 7064 MOD 11-2, or a region and a birthday that fit; 15 digits of the old form. */
export function isIdCard(digits: string): boolean {
  if (/^\d{15}$/.test(digits)) return inRegion(digits) && isBirthday(`19${digits.slice(6, 12)}`);
  if (!/^\d{17}[\dX]$/.test(digits) || !isBirthday(digits.slice(6, 14))) return false;
  // One digit misheard still leads to the person, so a failed check alone does not clear a number.
  return inRegion(digits) || passesIdCheck(digits);
}

/** ISO 7064 MOD 11-2 over 17 digits and a check character. */
export function passesIdCheck(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += Number(digits.charAt(at)) * (2 ** (17 - at) % 11);
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17);
}

/** The check of bank card numbers. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const value = Number(digits.charAt(digits.length - 1 - at)) * (at % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

function inRegion(digits: string): boolean {
  return /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[1]|8[1-3])/.test(digits);
}

function isBirthday(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}

/** All runs of seven or more digits, blanks and fillers between them passed over. */
function digitRuns(text: string): Digit[][] {
  const runs: Digit[][] = [];
  let run: Digit[] = [];
  let group = 0;
  let gap = 0;
  let lastArabic = false;
  const close = () => {
    if (run.length >= SHORTEST) runs.push(run);
    run = [];
    gap = 0;
    lastArabic = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const many = repeatedAt(text, at);
    if (many) {
      for (let copy = 0; copy < many.times; copy += 1) {
        group += copy === 0 ? 1 : 0;
        run.push({ value: many.value, start: at, end: at + 3, group });
      }
      at += 2;
      gap = 0;
      lastArabic = false;
      continue;
    }
    const digit = digitAt(text, at, run.length);
    if (digit) {
      if (!(digit.arabic && lastArabic && gap === 0)) group += 1;
      run.push({ value: digit.value, start: at, end: at + 1, group });
      lastArabic = digit.arabic;
      gap = 0;
    } else if (run.length > 0) {
      const joint = matchAt(JOINT, text, at);
      gap += 1;
      if (gap > MAX_SEPARATORS || (joint < 0 && !SEPARATOR.test(text.charAt(at)))) close();
      at += Math.max(0, joint - 1);
    }
  }
  close();
  return runs;
}

function digitAt(text: string, at: number, count: number): { value: string; arabic: boolean } | undefined {
  const char = text.charAt(at);
  const code = text.charCodeAt(at);
  if (code >= 48 && code <= 57) return { value: char, arabic: true };
  if (code >= 0xff10 && code <= 0xff19) return { value: String(code - 0xff10), arabic: true };
  const spoken = Object.hasOwn(SPOKEN, char) ? SPOKEN[char] : undefined;
  if (spoken !== undefined) return { value: spoken, arabic: false };
  // The check character of an ID card, typed or said, and the letter O or a lone 么 within a number.
  if (count >= 17 && /[XxＸｘ叉×]/u.test(char)) return { value: 'X', arabic: /[XxＸｘ×]/u.test(char) };
  const between = count > 0 && isPlainDigit(text.charAt(at - 1)) && isPlainDigit(text.charAt(at + 1));
  if (between && /[Oo]/.test(char)) return { value: '0', arabic: true };
  if (between && char === '么') return { value: '1', arabic: false };
  return undefined;
}

function isPlainDigit(char: string): boolean {
  return /[0-9０-９Oo]/.test(char) || Object.hasOwn(SPOKEN, char);
}

/** "四个零", "三个8": a digit said once for many. */
function repeatedAt(text: string, at: number): { value: string; times: number } | undefined {
  if (text.charAt(at + 1) !== '个') return undefined;
  const count = text.charAt(at);
  const times = Object.hasOwn(TIMES, count) ? TIMES[count] : undefined;
  const char = text.charAt(at + 2);
  const value = /[0-9]/.test(char)
    ? char
    : /[圈蛋]/u.test(char)
      ? '0'
      : Object.hasOwn(SPOKEN, char)
        ? SPOKEN[char]
        : undefined;
  return times === undefined || value === undefined ? undefined : { value, times };
}
