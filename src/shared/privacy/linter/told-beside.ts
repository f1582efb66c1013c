import { type Clause, clausesOf } from './clauses';
import { type IdentityHit, type IdentityKind } from './identity-kind';
import { EVIDENCE, IN_ONE_BREATH, OF_ONESELF, type Test, TRADES, UNMISTAKABLE } from './beside-words';
import { readName } from './names/person-name';

/** The neutral words of this linter: where they stand, the caller has spoken of himself. */
const NEUTRAL = /举报人|〔[^〕]{2,10}(?:略|已另存)〕/gu;

/** A clause with any of these turns from what the caller is to what the matter is. */
const TURNS =
  /[镇乡县区]|街道|^(?:旁边|对面|他(?!家|的|在)|她|它|人家|老板|厂|那家|谁|咋|水|这|那[个些])|睡|受不|没人|不管|管不|怕|不敢|[看听闻]见|求|请|谢|希望|不知|咋|怎|吗|影响|要求|难受/u;
const LONGEST_ADDITION = 13;
const MOST_ADDITIONS = 3;

/**
 * What else the caller says of himself where he has told a name, a number or a home. Read less strictly than by
 * itself: who has said who he is goes on to say what he does, where he lives and how the name is written.
 */
export function findBeside(text: string, sure: readonly IdentityHit[]): IdentityHit[] {
  const neutral = [...text.matchAll(NEUTRAL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const anchors = [...sure, ...neutral];
  if (anchors.length === 0) return [];
  const clauses = clausesOf(text);
  const names = namesIn(text, sure);
  const chars = new Set([...names, ...surnamesIn(text, sure)].join(''));
  const isAnchor = hitsOf(clauses, anchors).map((hit) => hit !== undefined);
  const found: IdentityHit[] = [];
  clauses.forEach((clause, at) => {
    const bare = { ...clause, words: clause.words.replace(/^[\s“"「（(]+|[\s”"」）)]+$/gu, '') };
    const { isNear, isBehind } = nearness(clauses, isAnchor, at);
    const kind = (isNear ? nearKind(bare.words, names, chars, isBehind) : undefined) ?? ownKind(bare);
    if (kind) found.push({ kind, start: clause.start, end: clause.end });
  });
  return [...found, ...saidAgain(text, names), ...goingOn(clauses, [...sure, ...found])];
}

/** For each clause the first hit that reaches into it. */
function hitsOf<Hit extends { start: number; end: number }>(
  clauses: readonly Clause[],
  hits: readonly Hit[],
): (Hit | undefined)[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start);
  const out: (Hit | undefined)[] = Array.from({ length: clauses.length });
  let from = 0;
  for (const hit of sorted) {
    while (from < clauses.length && (clauses[from]?.end ?? 0) <= hit.start) from += 1;
    for (let at = from; (clauses[at]?.start ?? Infinity) < hit.end; at += 1) out[at] ??= hit;
  }
  return out;
}

/** In the sentence of an anchor or in the one right behind it; `isBehind`: an anchor stands before it. */
function nearness(clauses: readonly Clause[], isAnchor: readonly boolean[], at: number) {
  const here = clauses[at]?.sentence ?? 0;
  let isNear = false;
  let isBehind = false;
  for (let other = Math.max(0, at - 8); other < Math.min(clauses.length, at + 9); other += 1) {
    const away = here - (clauses[other]?.sentence ?? -9);
    if (!isAnchor[other] || away < 0 || away > 1) continue;
    isNear = true;
    isBehind ||= other <= at;
  }
  return { isNear, isBehind };
}

function nearKind(
  words: string,
  names: ReadonlySet<string>,
  chars: ReadonlySet<string>,
  isBehind: boolean,
): IdentityKind | undefined {
  if (words.length > 24) return undefined;
  if (words.length >= 2 && words.length <= 4 && readName(`${words}，`, 0, 'strict') === words.length)
    return 'self_name';
  if (isAboutName(words, chars)) return 'self_name';
  const firm = kindBy(UNMISTAKABLE, words);
  if (firm || EVIDENCE.test(words)) return firm;
  if (words.length <= 16 && [...names].some((name) => words.includes(name))) return 'self_name';
  return kindBy(IN_ONE_BREATH, words) ?? (isBehind && words.length <= 16 ? kindBy(TRADES, words) : undefined);
}

function kindBy(tests: readonly Test[], words: string): IdentityKind | undefined {
  return tests.find(([, pattern]) => pattern.test(words))?.[0];
}

function ownKind({ words }: Clause): IdentityKind | undefined {
  return EVIDENCE.test(words) || words.length > 36 ? undefined : kindBy(OF_ONESELF, words);
}

/** The clauses right behind a home, a post or a vantage point that go on with it: 两班倒, 院里一棵大皂角树. */
function goingOn(clauses: readonly Clause[], hits: readonly IdentityHit[]): IdentityHit[] {
  const out: IdentityHit[] = [];
  const opens = hits.filter(({ kind }) => kind === 'home' || kind === 'job' || kind === 'vantage');
  let open: { kind: IdentityKind; sentence: number; left: number } | undefined;
  const openedBy = hitsOf(clauses, opens);
  for (const [at, { start, end, words, sentence }] of clauses.entries()) {
    const by = openedBy[at];
    if (by) {
      open = { kind: by.kind, sentence, left: MOST_ADDITIONS };
      // The rest of the clause in which it was said.
      if (!EVIDENCE.test(words)) out.push({ kind: by.kind, start: Math.max(start, by.start), end });
      continue;
    }
    const isAddition = words.length <= LONGEST_ADDITION && !EVIDENCE.test(words) && !TURNS.test(words);
    if (open?.sentence === sentence && open.left > 0 && isAddition) {
      out.push({ kind: open.kind, start, end });
      open.left -= 1;
    } else open = undefined;
  }
  return out;
}

/** Names that stand in hits, to be found again wherever they are said. */
function namesIn(text: string, hits: readonly IdentityHit[]): Set<string> {
  const names = new Set<string>();
  for (const { kind, start, end } of hits) {
    if (kind !== 'self_name' && kind !== 'relative') continue;
    const words = text.slice(start, Math.min(end, start + 24));
    for (let at = 0; at < words.length - 1; at += 1) {
      for (const size of [2, 3, 4]) {
        const name = words.slice(at, at + size);
        const isWhole = at + size >= words.length || /[，,、。\s就]/u.test(words.charAt(at + size));
        if (isWhole && readName(`${name}，`, 0, 'strict') === size) names.add(name);
      }
    }
  }
  return names;
}

function surnamesIn(text: string, hits: readonly IdentityHit[]): string[] {
  return hits.flatMap(({ kind, start, end }) =>
    kind === 'self_name' || kind === 'relative'
      ? [...text.slice(start, end).matchAll(/姓(\p{Script=Han})/gu)].map((match) => match[1] ?? '')
      : [],
  );
}

function saidAgain(text: string, names: ReadonlySet<string>): IdentityHit[] {
  return [...names].flatMap((name) => {
    const out: IdentityHit[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      out.push({ kind: 'self_name', start: at, end: at + name.length });
    return out;
  });
}

/** 旬耳郇, 厍不是库, 晏是日安晏: a clause about a character of a name. */
function isAboutName(words: string, chars: ReadonlySet<string>): boolean {
  if (words.length < 2 || words.length > 16) return false;
  const opens = chars.has(words.charAt(0)) && /^.{1,2}(?:不?是|字)/u.test(words);
  const closes = chars.has(words.at(-1) ?? '') && /[的个]\p{Script=Han}$/u.test(words);
  return opens || closes || (words.length === 3 && chars.has(words.charAt(2)));
}
