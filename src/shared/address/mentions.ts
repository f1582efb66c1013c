import type { Form, Gazetteer } from './gazetteer';

/** A place in the text where an area or a mark is named. Offsets are UTF-16 units. */
export interface Mention {
  start: number;
  end: number;
  forms: Form[];
  /** How it was found: as it is written, or by its sound or look although written otherwise. */
  by: 'text' | 'sound';
  /** A short name to which the text itself adds the rank: 蔡沟乡 for 蔡沟镇, 新华路办事处. */
  isRanked: boolean;
}

interface Hit {
  start: number;
  end: number;
  form: Form;
}

const TOWN_RANK = /街道办事处|街道办|街道|办事处|镇政府|乡政府|镇(?![中小])|乡(?![村下里亲])/y;

const NOTHING: readonly string[] = [];

function textHits(text: string, { byText }: Gazetteer): Hit[] {
  const letters = text.split('').map((char) => [char]);
  const hits: Hit[] = [];
  let from = 0;
  const found = (form: Form, end: number) => hits.push({ start: from, end, form });
  const lettersAt = (place: number) => letters[place] ?? NOTHING;
  for (from = 0; from < text.length; from += 1) byText.walk(from, lettersAt, found);
  return hits;
}

const length = (mention: { start: number; end: number }) => mention.end - mention.start;

/** Hits in order of their start; one mention for each span, with all that it may mean. */
function grouped(hits: readonly Hit[], by: Mention['by']): Mention[] {
  const mentions: Mention[] = [];
  let first = 0; // of the mentions that begin where this hit begins
  for (const { start, end, form } of hits) {
    if (mentions[first]?.start !== start) first = mentions.length;
    const known = mentions.slice(first).find((mention) => mention.end === end);
    if (known !== undefined) known.forms.push(form);
    else mentions.push({ start, end, forms: [form], by, isRanked: false });
  }
  return mentions;
}

/**
 * Of what overlaps, that which explains most by long names: 汝南街道 is no 汝南, 新乡市 comes before 市民, and 红旗 with
 * 渠东街道 before 红旗渠.
 */
function bestOf(mentions: readonly Mention[], textLength: number): Mention[] {
  // From the end: the best that can be had from each place on, and what is taken there for it.
  const worth = new Float64Array(textLength + 1);
  const taken = new Map<number, Mention>();
  let next = mentions.length - 1;
  for (let place = textLength - 1; place >= 0; place -= 1) {
    worth[place] = worth[place + 1] ?? 0;
    for (; mentions[next]?.start === place; next -= 1) {
      const mention = mentions[next] as Mention;
      const value = length(mention) ** 2 + (worth[mention.end] ?? 0);
      if (value <= (worth[place] ?? 0)) continue;
      worth[place] = value;
      taken.set(place, mention);
    }
  }
  const best: Mention[] = [];
  for (let place = 0; place < textLength;) {
    const mention = taken.get(place);
    if (mention !== undefined) best.push(mention);
    place = mention?.end ?? place + 1;
  }
  return best;
}

function withRank(text: string, mention: Mention): Mention {
  const towns = mention.forms.filter((form) => form.level === 'town' && form.kind === 'short');
  if (towns.length === 0) return mention;
  TOWN_RANK.lastIndex = mention.end;
  const rank = TOWN_RANK.exec(text);
  if (rank === null) return mention;
  return { ...mention, end: mention.end + rank[0].length, forms: towns, isRanked: true };
}

/** Whether what was heard may be a slip for the name: one character of a short name, two of a long one, not its rank. */
function isSlip(text: string, start: number, { text: name, rank }: Form): boolean {
  const own = name.length - rank;
  let differing = 0;
  for (let index = 0; index < name.length; index += 1) {
    if (text[start + index] === name[index]) continue;
    if (index >= own) return false;
    differing += 1;
  }
  if (own <= 1) return differing === 1 && name.endsWith('县');
  const allowed = Math.max(1, Math.floor(own / 2)) + (name.endsWith('水库') ? 1 : 0);
  return differing > 0 && differing <= allowed;
}

function soundHits(text: string, { bySound, soundsOf }: Gazetteer): Hit[] {
  if (bySound === null) return [];
  const sounds = text.split('').map(soundsOf);
  const hits: Hit[] = [];
  let from = 0;
  let first = 0; // of the hits that begin at `from`: a character of two readings may lead to one name twice
  const found = (form: Form, end: number) => {
    if (!isSlip(text, from, form)) return;
    for (let index = first; index < hits.length; index += 1) if (hits[index]?.form === form) return;
    hits.push({ start: from, end, form });
  };
  const soundsAt = (place: number) => sounds[place] ?? NOTHING;
  for (from = 0; from < text.length; from += 1) {
    first = hits.length;
    bySound.walk(from, soundsAt, found);
  }
  return hits;
}

/** Only at the head of a story, or after an area, is a word that sounds like a township's short name a slip for it. */
const HEAD = 12;
const NEAR = 4;

/** For each unit of the text, the length of what is written there as a name: 0 for none. */
function lengthsOf(text: string, mentions: readonly Mention[]): Uint8Array {
  const lengths = new Uint8Array(text.length + 1);
  for (const mention of mentions) lengths.fill(length(mention), mention.start, mention.end);
  return lengths;
}

const isWordAlone = ({ isRanked, forms }: Mention) => !isRanked && forms.every((form) => form.isCommon);

function heardIn(text: string, gazetteer: Gazetteer, written: readonly Mention[]): Mention[] {
  const lengths = lengthsOf(text, written);
  const names = lengthsOf(
    text,
    written.filter((each) => !isWordAlone(each)),
  );
  // A longer name than the common word that is written may stand there, never another of its length.
  const isFree = ({ start, end }: Hit) => {
    for (let at = start; at < end; at += 1) {
      if (names[at] !== 0 || (lengths[at] ?? 0) >= end - start) return false;
    }
    return true;
  };
  const isLikely = (mention: Mention) => {
    const isShort = length(mention) === 2 && mention.forms.every((form) => form.level === 'town');
    if (!isShort || mention.start < HEAD) return true;
    return lengths.subarray(mention.start - NEAR, mention.start).some((each) => each > 0);
  };
  const hits = soundHits(text, gazetteer).filter(isFree);
  return bestOf(grouped(hits, 'sound'), text.length)
    .map((each) => withRank(text, each))
    .filter(isLikely);
}

/** All places where the text names an area, none overlapping another, in order. */
export function mentionsIn(text: string, gazetteer: Gazetteer): Mention[] {
  const named = grouped(textHits(text, gazetteer), 'text');
  const written = bestOf(named, text.length).map((each) => withRank(text, each));
  const heard = heardIn(text, gazetteer, written);
  const covered = lengthsOf(text, heard);
  const kept = written.filter((each) => !covered.subarray(each.start, each.end).some((other) => other > 0));
  return [...kept, ...heard].sort((a, b) => a.start - b.start);
}
