import type { Clause } from './clauses';
import type { WordAt } from './lexicon';

/** How the caller stands to what a word says. Only what is `told` is a lead; the rest may be worth a question. */
export const STANDINGS = ['told', 'quoted', 'past', 'asked', 'supposed', 'denied'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a word does to the standing of the words around it. The words themselves are data of the bundle. */
export const CUES = [
  /** 没往, 从来没: denies what follows closely, up to a word that ends it (没处理就…: the 就). */
  'denial',
  'denial_end',
  /** 那倒没有: denies what was said before it in its clause, or in the clause before where it opens one. */
  'denial_behind',
  /** 以前: what follows in the clause is past; with 停了 later in the sentence, all that lies between. */
  'past',
  'now',
  'over',
  /** 怕, 会不会: what follows in the clause is feared or asked, not told. */
  'supposed',
  'asked',
  /** 要是, 将来, 还没动工: so is the rest of the sentence. */
  'condition',
  /** 回复说, 写着: what stands in quotation marks right behind is another's. */
  'quoting',
] as const;
export type Cue = (typeof CUES)[number];

/** How far a denial reaches, in characters: 没往那个大水库里排. */
const DENIAL_REACH = 12;
const BEHIND_REACH = 40;
const QUOTE_REACH = 6;
const LONGEST_QUOTE = 120;

const [TOLD, QUOTED, PAST, ASKED, SUPPOSED, DENIED] = [0, 1, 2, 3, 4, 5] as const;
type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** The standing at each character of a normalised text. `cues` in order of their start. Linear. */
export function standingsOf(
  chars: string,
  clauses: readonly Clause[],
  cues: readonly (WordAt & { cue: Cue })[],
): (at: number) => Standing {
  const levels = new Uint8Array(chars.length + 1);
  const paint = (from: number, to: number, level: Level) => {
    for (let at = Math.max(0, from); at < to; at += 1) if ((levels[at] ?? 0) < level) levels[at] = level;
  };
  paintQuotes(chars, cues, paint);
  let next = 0;
  let sentence = -1;
  let isSupposed = false;
  let pastFrom = -1;
  clauses.forEach((clause, index) => {
    if (clause.sentence !== sentence) {
      sentence = clause.sentence;
      isSupposed = false;
      pastFrom = -1;
    }
    const own: (WordAt & { cue: Cue })[] = [];
    for (let cue = cues[next]; cue && cue.start < clause.end; cue = cues[++next]) own.push(cue);
    let here = (isSupposed ? SUPPOSED : TOLD) as Level;
    let at = clause.start;
    const turn = (to: number, level: Level) => {
      if (here !== TOLD) paint(at, to, here);
      here = level;
      at = to;
    };
    for (const [order, cue] of own.entries()) {
      if (cue.cue === 'denial') {
        const end = own
          .slice(order + 1, order + 9)
          .find((one) => one.cue === 'denial_end' && one.start >= cue.end);
        // From its second character on: 没有偷 denies 偷排.
        paint(cue.start + 1, Math.min(clause.end, cue.end + DENIAL_REACH, end?.start ?? clause.end), DENIED);
      } else if (cue.cue === 'denial_behind') {
        const opens = cue.start - clause.start <= 2;
        const before = opens ? clauses[index - 1] : undefined;
        if (before && before.sentence === sentence) paint(before.start, before.end, DENIED);
        paint(Math.max(clause.start, cue.start - BEHIND_REACH), cue.start, DENIED);
      } else if (cue.cue === 'past') {
        turn(cue.start, PAST);
        if (pastFrom < 0) pastFrom = cue.start;
      } else if (cue.cue === 'over') {
        if (pastFrom >= 0) paint(pastFrom, cue.end, PAST);
        pastFrom = -1;
      } else if (cue.cue === 'now') {
        if (here === PAST || here === SUPPOSED) turn(cue.start, TOLD);
        isSupposed = false;
      } else if (cue.cue === 'supposed') turn(cue.start, SUPPOSED);
      else if (cue.cue === 'asked') turn(cue.start, ASKED);
      else if (cue.cue === 'condition') {
        turn(cue.start, SUPPOSED);
        isSupposed = true;
      }
    }
    turn(clause.end, TOLD);
  });
  return (place) => STANDINGS[levels[place] ?? 0] ?? 'told';
}

/** What stands in quotation marks behind 回复说, 写着: another's words. */
function paintQuotes(
  chars: string,
  cues: readonly (WordAt & { cue: Cue })[],
  paint: (from: number, to: number, level: Level) => void,
): void {
  let painted = 0;
  for (const { cue, end } of cues) {
    if (cue !== 'quoting' || end < painted) continue;
    const lead = chars.slice(end, end + QUOTE_REACH);
    const open = /[“"「『]/u.exec(lead)?.index;
    if (open === undefined) continue;
    const from = end + open + 1;
    const close = /[”"」』]/u.exec(chars.slice(from, from + LONGEST_QUOTE))?.index;
    if (close === undefined) continue;
    paint(from, from + close, QUOTED);
    painted = from + close;
  }
}
