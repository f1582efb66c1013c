/** Where a text turns: clauses end at a comma, sentences at a full stop. Offsets into the normalised text. */
export interface Clause {
  start: number;
  end: number;
  sentence: number;
  /** Whether its sentence ends with a question mark. */
  isAsked: boolean;
}

const FIRST_CHINESE = 0x4e00;
const SENTENCE_ENDS = new Set('。!?\n…');
const CLAUSE_ENDS = new Set(',;:()[]{}<>《》【】〔〕—–-~·');

/** The clauses of a normalised text, in order, without the marks between them. Linear. */
export function clausesOf(chars: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  let sentence = 0;
  let first = 0;
  for (let at = 0; at <= chars.length; at += 1) {
    // All marks stand below the Chinese characters.
    if (chars.charCodeAt(at) >= FIRST_CHINESE) continue;
    const char = chars.charAt(at);
    const endsSentence = at === chars.length || SENTENCE_ENDS.has(char);
    if (!endsSentence && !(CLAUSE_ENDS.has(char) && !isInNumber(chars, at))) continue;
    if (at > start) clauses.push({ start, end: at, sentence, isAsked: false });
    start = at + 1;
    if (!endsSentence) continue;
    if (char === '?') for (let each = first; each < clauses.length; each += 1) ask(clauses[each]);
    if (clauses.length > first) sentence += 1;
    first = clauses.length;
  }
  return clauses;
}

function ask(clause: Clause | undefined): void {
  if (clause) clause.isAsked = true;
}

function isInNumber(chars: string, at: number): boolean {
  return /\d/.test(chars.charAt(at - 1)) && /\d/.test(chars.charAt(at + 1));
}
