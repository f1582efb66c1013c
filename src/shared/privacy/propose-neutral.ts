import { findIdentity, type IdentityHit, type IdentityKind } from './find-identity';

export interface NeutralChange {
  /** Offsets of `was` in the text as typed. */
  start: number;
  end: number;
  was: string;
  becomes: string;
}

export interface NeutralText {
  text: string;
  changes: NeutralChange[];
}

const CONTACT = '〔联系方式略〕';
const LEFT_OUT = '〔略〕';

/**
 * The same text with every hit in neutral words and nothing else changed (R-18, design §4). The law:
 * `findIdentity` finds nothing in the outcome, so a second call changes nothing.
 */
export function proposeNeutral(text: string): NeutralText {
  let changes = findIdentity(text).map((hit) => changeFor(text, hit));
  for (;;) {
    const outcome = applied(text, changes);
    const left = findIdentity(outcome);
    if (left.length === 0) return { text: outcome, changes };
    // What remains leans on the words put in, or was hidden by what they replaced: leave those stretches out whole.
    // Each round covers more of the text or turns a wording into a plain mark, so it ends.
    changes = withLeftOut(text, changes, left);
  }
}

const LIVES = '举报人住在附近';
const NEUTRAL: Record<IdentityKind, (was: string) => string> = {
  phone: () => CONTACT,
  landline: () => CONTACT,
  wechat: () => CONTACT,
  email: () => CONTACT,
  id_card: () => '〔证件号码略〕',
  bank_card: () => '〔账号略〕',
  recording: () => '〔录音线索略〕',
  plate: () => '举报人的车',
  self_name: (was) => (/^(?:叫|喊|称呼?|唤|管)/u.test(was) ? '称呼举报人即可' : '举报人'),
  relative: () => '举报人的家人',
  home: (was) => (/业主|住户|居民|租户|租客|房主|户主/u.test(was) ? '举报人是附近居民' : LIVES),
  vantage: (was) => (/店|门面|铺|门市|超市|摊|诊所|馆|部/u.test(was) ? '举报人在附近' : LIVES),
  job: () => '举报人了解情况',
};

function changeFor(text: string, { kind, start, end }: IdentityHit): NeutralChange {
  const was = text.slice(start, end);
  const isPlate = kind === 'home' && /^门牌|址/u.test(was);
  return { start, end, was, becomes: isPlate ? '〔住址略〕' : NEUTRAL[kind](was) };
}

function applied(text: string, changes: readonly NeutralChange[]): string {
  let out = '';
  let at = 0;
  for (const change of changes) {
    out += text.slice(at, change.start) + change.becomes;
    at = change.end;
  }
  return out + text.slice(at);
}

/** The changes with each hit that is left in their outcome taken out, together with the wordings that it touches. */
function withLeftOut(
  text: string,
  changes: readonly NeutralChange[],
  left: readonly IdentityHit[],
): NeutralChange[] {
  const spans = [
    ...changes.map(({ start, end, becomes }) => ({ start, end, becomes })),
    ...left.map((hit) => ({ ...inOriginal(changes, hit), becomes: LEFT_OUT })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const out: { start: number; end: number; becomes: string }[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && span.start < last.end) {
      last.end = Math.max(last.end, span.end);
      last.becomes = LEFT_OUT;
    } else out.push({ ...span });
  }
  return out.map((span) => ({ ...span, was: text.slice(span.start, span.end) }));
}

/** The stretch of the original that a stretch of the outcome came from, widened to whole replaced parts. */
function inOriginal(changes: readonly NeutralChange[], hit: { start: number; end: number }) {
  let shift = 0;
  let start = -1;
  let end = -1;
  for (const change of changes) {
    const from = change.start + shift;
    const to = from + change.becomes.length;
    if (start < 0 && hit.start < from) start = hit.start - shift;
    else if (start < 0 && hit.start < to) start = change.start;
    if (end < 0 && hit.end <= from) end = hit.end - shift;
    else if (end < 0 && hit.end <= to) end = change.end;
    shift += change.becomes.length - (change.end - change.start);
  }
  return { start: start < 0 ? hit.start - shift : start, end: end < 0 ? hit.end - shift : end };
}
