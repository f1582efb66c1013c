import { evidenceIn, type Candidate, type Evidence, type Witness } from './evidence';
import type { Gazetteer } from './gazetteer';

/** `said` in so many words; `deduced` from what lies in it; `guessed` from a slip, a common word or the home city. */
export type Certainty = 'said' | 'deduced' | 'guessed';

export interface Span {
  start: number;
  end: number;
}

export interface Recognised extends Span {
  level: 'city' | 'county' | 'town' | 'landmark';
}

export interface Place {
  city: string;
  county: string;
  town: string;
}

/** What an address says. Codes are of the bureau of statistics or of the bundle; empty where nothing is known. */
export interface ParsedAddress extends Place {
  certainty: { city: Certainty | null; county: Certainty | null; town: Certainty | null };
  /** What the codes were read from, in order, none overlapping another. */
  spans: Recognised[];
  /** The rest, as typed: `text` is what stands before it, and it. Nothing else is cut out or changed. */
  detail: string;
  /** The words after the areas that tell the place within a story; empty where there are none. */
  phrase: Span | null;
  /** Other places that the words may mean, the likelier first. */
  alternatives: Place[];
}

const ENOUGH = 1.5;
const ENOUGH_FOR_A_CITY = 2;
/** 下雨 sounds like 下峪: in 洛宁, too, it rains. */
const ENOUGH_FOR_A_TOWN = 1.6;
/** Less than this share before the next, and it could as well be the other. */
const CLEAR = 1.12;
const ALTERNATIVES = 5;

const NOWHERE: Place = { city: '', county: '', town: '' };

function bestTown({ towns, own }: Candidate): { town: string; isClear: boolean } {
  const [first, second] = [...towns].sort((a, b) => b[1] - a[1]);
  // Where nothing else speaks for the county, the township is what was heard.
  if (first === undefined || (first[1] < ENOUGH_FOR_A_TOWN && first[1] < own))
    return { town: '', isClear: false };
  return { town: first[0], isClear: second === undefined || first[1] >= second[1] * CLEAR };
}

function placeOf(candidate: Candidate): Place {
  const { town, isClear } = bestTown(candidate);
  return { city: candidate.city, county: candidate.county, town: isClear ? town : '' };
}

function cityAlone({ cities, candidates }: Evidence): string {
  const [best] = [...cities].sort((a, b) => b[1] - a[1]);
  if (best !== undefined && best[1] >= ENOUGH_FOR_A_CITY) return best[0];
  // Counties that cannot be told apart may still lie in one city.
  const top = candidates.filter(
    (each) => each.own >= ENOUGH && each.score * CLEAR > (candidates[0]?.score ?? 0),
  );
  const found = new Set(top.map((each) => each.city));
  return found.size === 1 ? ([...found][0] ?? '') : '';
}

function choose(evidence: Evidence): Place {
  const [first, second] = evidence.candidates;
  if (first === undefined || first.own < ENOUGH) return { ...NOWHERE, city: cityAlone(evidence) };
  const named = [...evidence.cities].sort((a, b) => b[1] - a[1])[0];
  if (named !== undefined && named[0] !== first.city && named[1] > first.own) {
    return { ...NOWHERE, city: named[0] };
  }
  // Within one city its own name tells nothing apart.
  const [mine, next] =
    second?.city === first.city ? [first.own, second.own] : [first.score, second?.score ?? 0];
  if (mine < next * CLEAR) {
    return { ...NOWHERE, city: cityAlone(evidence) };
  }
  return placeOf(first);
}

function certaintyOf(code: string, witnesses: readonly Witness[], homeCity: string): Certainty {
  let best: Certainty = 'guessed';
  for (const { forms, by, isChained, isRanked, weight } of witnesses) {
    for (const form of forms) {
      if (by === 'sound' || weight < 0.4) continue;
      const isPlain =
        form.kind === 'full' || isRanked || isChained || (form.level !== 'town' && !form.isCommon);
      if (form.targets.includes(code) && form.kind !== 'landmark' && isPlain) return 'said';
      const isAbove = form.targets.every((target) => target.startsWith(code));
      if (isAbove && (isPlain || form.kind === 'landmark')) best = 'deduced';
    }
  }
  return best === 'guessed' && code === homeCity ? 'deduced' : best;
}

function spansOf(place: Place, witnesses: readonly Witness[]): Recognised[] {
  const isOf = (code: string) =>
    code === place.city || code === place.town || code.slice(0, 6) === place.county;
  return witnesses.flatMap(({ start, end, forms, weight, isRanked }) => {
    if (weight < 0.4) return [];
    const form = forms.find(({ targets, level, isRoad }) =>
      targets.some((code) => isOf(code) && (level !== 'town' || isRoad || code === place.town)),
    );
    if (form === undefined) return [];
    return [{ start, end, level: form.isRoad && !isRanked ? ('landmark' as const) : form.level }];
  });
}

/** What people say before an address, and what stands between its parts. */
const LEAD =
  /^(?:[\s,，:：、;；]|地址|地点|位置|具体|详细|是|为|在|位于|就在|我们?|俺们?|咱们?|这里|这边|反映|举报|河南省|河南|中国|住址)+/;
const JOINT = /^(?:[\s,，、:：;；·/\\-]|的)*/;

/** Where the rest begins: after the areas at the head of the text, with what leads to them and joins them. */
function headOf(text: string, spans: readonly Recognised[]): number {
  let head = 0;
  for (const span of spans.filter((each) => each.level !== 'landmark')) {
    const between = text.slice(head, span.start);
    const isJoined = head === 0 ? between.replace(LEAD, '') === '' : between.replace(JOINT, '') === '';
    if (!isJoined) break;
    head = span.end;
  }
  if (head === 0) return 0;
  return head + (/^[\s,，、:：;；·]*/.exec(text.slice(head))?.[0].length ?? 0);
}

const PHRASE = /^[^，。！？；,!?;\n]{1,40}/;
const PLACE_WORD =
  /村|庄|组|路|街|道|巷|号|院|小区|社区|楼|桥|厂|矿|河|渠|库|山|沟|坡|滩|口|站|园|场|店|门|东|西|南|北|旁|边|附近|对面/;

function phraseOf(text: string, spans: readonly Recognised[]): Span | null {
  const last = spans.filter((each) => each.level !== 'landmark').at(-1) ?? spans[0];
  if (last === undefined) return null;
  const start = last.level === 'landmark' ? last.start : last.end;
  const phrase = PHRASE.exec(text.slice(start))?.[0] ?? '';
  const own = phrase.replace(/^(?:的|那边|这边|那儿|这儿|那个|这个|那|这|有个|有家|镇上)?/, '');
  if (own === '' || !PLACE_WORD.test(own)) return null;
  const from = start + phrase.length - own.length;
  return { start: from, end: from + own.replace(/[的哩呢啊嘞]+$/, '').length };
}

/**
 * Reads a typed, pasted or told address: short names, missing or repeated ranks, slips of the ear, marks that everybody
 * knows, and the places in a whole story that are not the one meant. `homeCity` (4 digits, or empty) decides only what
 * the text leaves open. Never throws; takes some 0.5 µs a character.
 */
export function parseAddress(
  text: string,
  gazetteer: Gazetteer,
  { homeCity = '' }: { homeCity?: string } = {},
): ParsedAddress {
  const evidence = evidenceIn(text, gazetteer, homeCity);
  const place = choose(evidence);
  const spans = spansOf(place, evidence.witnesses);
  const certain = (code: string) => (code === '' ? null : certaintyOf(code, evidence.witnesses, homeCity));
  const head = headOf(text, spans);
  return {
    ...place,
    certainty: { city: certain(place.city), county: certain(place.county), town: certain(place.town) },
    spans,
    detail: text.slice(head),
    phrase: phraseOf(text, spans),
    alternatives: evidence.candidates
      .filter((each) => each.own >= ENOUGH)
      .map(placeOf)
      .filter((each) => each.county !== place.county || each.town !== place.town)
      .slice(0, ALTERNATIVES),
  };
}

/** What is still to be asked of the caller: a county that was only guessed is. */
export function missingParts({
  county,
  town,
  detail,
  certainty,
}: Pick<ParsedAddress, 'county' | 'town' | 'detail' | 'certainty'>): ('county' | 'town' | 'place')[] {
  const missing: ('county' | 'town' | 'place')[] = [];
  if (county === '' || certainty.county === 'guessed') missing.push('county');
  if (town === '') missing.push('town');
  if (detail.trim() === '') missing.push('place');
  return missing;
}
