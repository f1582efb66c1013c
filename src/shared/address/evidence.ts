import type { Form, Gazetteer } from './gazetteer';
import { mentionsIn, type Mention } from './mentions';
import { roleOf } from './roles';

/** A mention with what it is worth. */
export interface Witness extends Mention {
  weight: number;
  /** The same where an area in it follows: 管城 before 西大街街道 is no 管城西大街. */
  weightAbove: number;
  /** It follows, or is followed by, an area that it lies in or that lies in it: 荥阳广武, 商丘宁陵阳驿. */
  isChained: boolean;
  isInSlot: boolean;
  isOpening: boolean;
}

/** An area of the rank of a county with what speaks for it. */
export interface Candidate {
  city: string;
  county: string;
  score: number;
  /** What speaks for the county or what lies in it, the city alone left out. */
  own: number;
  /** Townships named in it, with what speaks for each. */
  towns: Map<string, number>;
}

export interface Evidence {
  witnesses: Witness[];
  /** The likeliest first. */
  candidates: Candidate[];
  /** What speaks for each city by its own name. */
  cities: Map<string, number>;
}

const MARKS: Record<NonNullable<Form['landmark']>, number> = {
  reservoir: 6,
  canal: 6,
  mountain: 5,
  other: 5,
  estate: 4,
  road: 4,
  river: 3,
};
const HEARD = 0.65;
const HEARD_SHORT: Record<Form['level'], number> = { city: 2, county: 2.5, town: 0.9, landmark: 0.5 };
const OUT_OF_SLOT = 0.4;
/** Three characters and more are seldom there by chance. */
const LONG_OUT_OF_SLOT = 0.7;
/** A story that opens with a slip for a township's name: enough for a guess. */
const HEARD_OPENING = 2;
const CHAIN = 6;
const HOME = 2.5;
/** The first words of a story mostly say where it is. */
const EARLY = { chars: 30, factor: 1.2 };
const LATE = { chars: 200, factor: 0.85 };
/** Of several areas that a mark lies in, the first named is meant most often. */
const NEXT_AREA = 0.85;

function worth(form: Form, mention: Witness): number {
  if (form.landmark !== undefined) return MARKS[form.landmark] * (mention.by === 'sound' ? HEARD : 1);
  if (mention.by === 'sound' && form.text.length === 2 && !mention.isRanked) {
    if (mention.isOpening && !form.isCommon) return Math.max(HEARD_SHORT[form.level], HEARD_OPENING);
    return HEARD_SHORT[form.level];
  }
  const heard = mention.by === 'sound' ? HEARD : 1;
  switch (form.level) {
    case 'city':
      return (form.kind === 'full' ? 6 : 5) * heard;
    case 'county':
      if (form.kind === 'full') return 12 * heard;
      return (form.isCommon ? 1.6 : 7) * heard;
    default:
      if (form.kind === 'full') return 9 * heard;
      if (mention.isRanked) return 8 * heard;
      if (form.isRoad) return (form.isCommon ? 0.8 : 2) * heard;
      return (form.isCommon ? 1.3 : 4) * heard;
  }
}

const contains = (parent: string, child: string) => child.length > parent.length && child.startsWith(parent);

/** An area directly followed by one that lies in it. */
interface Link {
  above: Witness;
  below: Witness;
}

const BETWEEN = /^(?:[\s,，、:：]|的|市|县|区|省|那边|这边|那儿|这儿|那|这){0,3}$/;
const NEAR = 4;

function formsBelow(above: Mention, below: Mention): Form[] {
  const parents = above.forms.flatMap((form) => form.targets).filter((code) => code.length < 9);
  if (parents.length === 0) return [];
  return below.forms.filter((form) =>
    form.targets.some((child) => parents.some((parent) => contains(parent, child))),
  );
}

/** 召陵 and 瀍河 are townships, too: by themselves such names mean the larger area. */
function dropNamesakes(witness: Witness): void {
  const larger = witness.forms.filter((form) => form.level === 'city' || form.level === 'county');
  if (larger.length > 0 && !witness.isRanked) witness.forms = larger;
}

/** What follows the area it lies in: 荥阳广武, 商丘宁陵阳驿. */
function linksIn(text: string, witnesses: readonly Witness[]): Link[] {
  const links: Link[] = [];
  witnesses.forEach((above, index) => {
    if (!above.isChained) dropNamesakes(above);
    const below = witnesses[index + 1];
    if (below === undefined || below.start - above.end > NEAR) return;
    if (!BETWEEN.test(text.slice(above.end, below.start))) return;
    const forms = formsBelow(above, below);
    if (forms.length === 0) return;
    Object.assign(above, { isChained: true, weight: above.weightAbove });
    Object.assign(below, { isChained: true, isInSlot: true, forms });
    dropNamesakes(below);
    links.push({ above, below });
  });
  // One who goes to 宁陵 goes to 宁陵阳驿, and who does not mean 阳驿 does not mean that 宁陵.
  for (const { above, below } of links) below.weight = Math.min(above.weight, below.weight);
  for (const { above, below } of links.toReversed()) above.weight = Math.min(above.weight, below.weight);
  return links;
}

function witnessesIn(text: string, gazetteer: Gazetteer): Witness[] {
  return mentionsIn(text, gazetteer).map((mention) => {
    const { asArea, asPlace, isInSlot, isOpening } = roleOf(text, mention);
    const early = mention.start < EARLY.chars ? EARLY.factor : mention.start > LATE.chars ? LATE.factor : 1;
    const weight = asPlace * early;
    return {
      ...mention,
      weight: weight * asArea,
      weightAbove: weight,
      isInSlot,
      isOpening,
      isChained: false,
    };
  });
}

class Scores {
  readonly cities = new Map<string, number>();
  readonly counties = new Map<string, Candidate>();

  add(code: string, value: number, isTown: boolean): void {
    if (code.length === 4) {
      this.cities.set(code, Math.max(this.cities.get(code) ?? 0, value));
      return;
    }
    const county = this.county(code.slice(0, 6));
    county.own += value;
    if (isTown && code.length === 9) county.towns.set(code, (county.towns.get(code) ?? 0) + value);
  }

  county(code: string): Candidate {
    let county = this.counties.get(code);
    if (county === undefined) {
      county = { city: code.slice(0, 4), county: code, score: 0, own: 0, towns: new Map() };
      this.counties.set(code, county);
    }
    return county;
  }
}

/** A name said twice is no second witness: the strongest mention by that name counts. */
function bestByForm(witnesses: readonly Witness[]): Map<Form, { value: number; isTown: boolean }> {
  const best = new Map<Form, { value: number; isTown: boolean }>();
  for (const witness of witnesses) {
    const isUnplaced = !witness.isRanked && !witness.isInSlot && !witness.isChained;
    for (const form of witness.forms) {
      const loose = form.text.length > 2 && !form.isCommon ? LONG_OUT_OF_SLOT : OUT_OF_SLOT;
      const factor = isUnplaced && form.kind === 'short' ? loose : 1;
      const value = worth(form, witness) * witness.weight * factor;
      const isTown = !form.isRoad || witness.isRanked;
      if (value > (best.get(form)?.value ?? 0)) best.set(form, { value, isTown });
    }
  }
  return best;
}

/** Two forms may name one area, in full and short: the better one counts. */
function addForms(scores: Scores, witnesses: readonly Witness[]): void {
  const best = new Map<string, { code: string; value: number; isTown: boolean }>();
  for (const [form, { value, isTown }] of bestByForm(witnesses)) {
    form.targets.forEach((code, index) => {
      const own = form.landmark === undefined ? value : value * NEXT_AREA ** index;
      const key = `${code} ${isTown ? form.level : 'road'}`;
      if (own > (best.get(key)?.value ?? 0)) best.set(key, { code, value: own, isTown });
    });
  }
  for (const { code, value, isTown } of best.values()) scores.add(code, value, isTown);
}

function addChains(scores: Scores, text: string, links: readonly Link[]): void {
  const told = new Set<string>();
  for (const { above, below } of links) {
    const words = text.slice(above.start, below.end);
    if (told.has(words)) continue;
    told.add(words);
    const isTown = below.isRanked || !below.forms.some((form) => form.isRoad);
    const children = new Set(below.forms.flatMap((form) => form.targets));
    const parents = above.forms.flatMap((form) => form.targets);
    for (const child of children) {
      if (parents.some((parent) => contains(parent, child))) {
        scores.add(child, CHAIN * below.weight, isTown);
      }
    }
  }
}

/** Everything in the text that speaks for one place or another, weighed. `homeCity`: 4 digits, or empty. */
export function evidenceIn(text: string, gazetteer: Gazetteer, homeCity: string): Evidence {
  const witnesses = witnessesIn(text, gazetteer);
  const links = linksIn(text, witnesses);
  const scores = new Scores();
  addForms(scores, witnesses);
  addChains(scores, text, links);
  const candidates = [...scores.counties.values()];
  for (const each of candidates) {
    const home = each.city === homeCity ? HOME : 0;
    each.score = each.own + (scores.cities.get(each.city) ?? 0) + home;
  }
  candidates.sort((a, b) => b.score - a.score);
  return { witnesses, candidates, cities: scores.cities };
}
