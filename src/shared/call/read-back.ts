import { areaNames } from '../catalog/areas';
import type { Obtained, Report } from '../report/report';
import type { Bundle } from '../script/bundle';
import type { StepId } from '../script/steps';

/** What is read back, in the order it is said. */
export const READ_BACK = ['target', 'place', 'matter', 'time', 'wish', 'identity', 'callback'] as const;
export type ReadBackPart = (typeof READ_BACK)[number];

export interface ReadBackItem {
  part: ReadBackPart;
  /** Where it is put right. */
  step: StepId;
  /** Whole, as written down. */
  text: string;
  /** As it is said: a long story to its first sentences. */
  spoken: string;
}

const STEP_OF: Record<ReadBackPart, StepId> = {
  target: 'target',
  place: 'address',
  matter: 'pollution',
  time: 'pollution',
  wish: 'wishes',
  identity: 'identity',
  callback: 'wishes',
};

/** Words between the caller's own. Spoken to the caller, so Chinese in every language of the window. */
const SAID: Record<ReadBackPart, (words: string) => string> = {
  target: (words) => `您反映的是${words}`,
  place: (words) => `地点在${words}`,
  matter: (words) => `情况是${words}`,
  time: (words) => `时间规律是${words}`,
  wish: (words) => `您${/^(?:希望|要求|请求)/u.test(words) ? '' : '希望'}${words}`,
  identity: (words) => `您选择${words}`,
  callback: (words) => words,
};
const NOT_OBTAINED: Record<'target' | 'place' | 'wish' | 'callback', string> = {
  target: '名称不详的单位或场所',
  place: '不详的具体位置',
  wish: '依法调查处理',
  callback: '回访意愿未登记',
};
const LONGEST_SPOKEN = 140;

/** What was registered, part by part; a part that is still empty is left out. */
export function readBackItems(report: Report, bundle: Bundle): ReadBackItem[] {
  const words: Record<ReadBackPart, string> = {
    target: obtained(report.target, NOT_OBTAINED.target),
    place: placeOf(report, bundle),
    matter: [typeNames(report, bundle), report.pollution.description].map(trimmed).filter(Boolean).join('：'),
    time: report.pollution.pattern || report.pollution.occurrences.map((each) => each.words).join('、'),
    wish: obtained(report.investigationWish, NOT_OBTAINED.wish),
    identity: { anonymous: '匿名举报', named: '实名举报', none: '' }[report.identityChoice ?? 'none'],
    callback: callbackOf(report),
  };
  return READ_BACK.flatMap((part) => {
    const text = trimmed(words[part]);
    return text === '' ? [] : [{ part, step: STEP_OF[part], text, spoken: SAID[part](shortened(text)) }];
  });
}

/** The summary to read out, one sentence part after the other. */
export function readBackText(report: Report, bundle: Bundle): string {
  return readBackItems(report, bundle)
    .map((item) => item.spoken)
    .join('；');
}

/** Changes when anything changes that the caller was read: then it has to be read again. */
export function readBackMark(report: Report): string {
  const { target, address, pollution, investigationWish, callbackWish, identityChoice } = report;
  const { types, description, pattern } = pollution;
  const read = [
    target,
    address,
    types,
    description,
    pattern,
    investigationWish,
    callbackWish,
    identityChoice,
  ];
  return fnv1a(JSON.stringify(read));
}

function placeOf({ address }: Report, bundle: Bundle): string {
  const detail = address.missing === null ? address.detail : address.detail || NOT_OBTAINED.place;
  return [...areaNames(address, bundle.catalogue.areas), detail].join('');
}

function callbackOf({ callbackWish }: Report): string {
  if (callbackWish.missing !== null) return NOT_OBTAINED.callback;
  return { yes: '办结后需要回访', no: '办结后不需要回访', none: '' }[callbackWish.answer ?? 'none'];
}

function obtained(value: Obtained, otherwise: string): string {
  return value.missing === null ? value.answer : otherwise;
}

function typeNames(report: Report, bundle: Bundle): string {
  const names = new Map(bundle.catalogue.pollutionTypes.map((type) => [type.code, type.name]));
  return report.pollution.types.map((code) => names.get(code) ?? code).join('、');
}

/** A sentence's own end would stand before the next '；'. */
function trimmed(text: string): string {
  return text.trim().replace(/[。；;，,\s]+$/u, '');
}

/** A story of more than a breath is said to the end of the last sentence that fits. */
function shortened(text: string): string {
  const chars = [...text.replace(/\s+/gu, ' ')];
  if (chars.length <= LONGEST_SPOKEN) return chars.join('');
  const head = chars.slice(0, LONGEST_SPOKEN).join('');
  const end = Math.max(...['。', '！', '？', '；', '!', '?', ';'].map((mark) => head.lastIndexOf(mark)));
  return `${end > LONGEST_SPOKEN / 3 ? head.slice(0, end) : head}，等情况`;
}

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
