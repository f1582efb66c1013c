import type { Features } from './features';
import { nameLikeness, soundsOf } from './sounds';
import { notionOf } from './vocabulary';
import { WEIGHTS, type Evidence, type Weights } from './weights';

export interface ScorePart {
  kind: 'target' | 'place' | 'matter' | 'time';
  /** What it adds to the score's log-odds; below 0: it speaks against. */
  value: number;
  /** What the two share, as shown to the agent. */
  words: string[];
}

export interface RepeatScore {
  /** 0…1: how likely the two are about the same matter. The same report twice is 1. */
  score: number;
  parts: ScorePart[];
  verdict: 'likely' | 'possible' | null;
  /** Rests on town and trade alone: no name and no place below the town is the same. */
  isBare: boolean;
  /** Town and trade are the same, whatever else is. */
  isOfKind: boolean;
}

const ALIKE = 0.75;
/** Of three syllables two are the same. Of two, one: that is another name. */
const HALF_ALIKE = 0.6;
/** Reports of one town in the texts that the weights were fitted on. */
const FITTED_NEIGHBOURS = 4;

const weightOf = (names: Iterable<string>): number => {
  let sum = 0;
  for (const name of names) sum += notionOf(name)?.weight ?? 0;
  return sum;
};
const shared = (a: readonly string[], b: readonly string[]): string[] => a.filter((each) => b.includes(each));
const union = (...lists: (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** What speaks for and against two reports being one, each 0…some; and the words it rests on. Symmetric. */
export function evidenceOf(
  a: Features,
  b: Features,
): { evidence: Evidence; words: Record<ScorePart['kind'], string[]> } {
  const place = placeEvidence(a, b);
  const target = targetEvidence(a, b);
  const matter = matterEvidence(a, b);
  const times = shared(a.times, b.times);
  const evidence: Evidence = {
    ...place.evidence,
    ...target.evidence,
    ...matter.evidence,
    timesShared: Math.min(2, times.length),
    timesApart: a.times.length > 0 && b.times.length > 0 && times.length === 0 ? 1 : 0,
  };
  return { evidence, words: { place: place.words, target: target.words, matter: matter.words, time: times } };
}

function placeEvidence(a: Features, b: Features) {
  const words: string[] = [];
  const bothTowns = a.town !== '' && b.town !== '';
  const town = bothTowns ? (isSameSpot(a.town, b.town) ? 1 : nameLikeness(a.town, b.town)) : 0;
  if (town >= ALIKE) words.push(a.town);
  const alike = a.spots.filter((x) => b.spots.some((y) => isSameSpot(x.slice(1), y.slice(1))));
  words.push(...alike.map((spot) => spot.slice(1)));
  const heads = [a, b].some((one, index) => {
    const other = index === 0 ? b : a;
    return (
      one.town === '' && other.town !== '' && one.spots.some((spot) => isSameSpot(spot.slice(1), other.town))
    );
  });
  const spots = alike.length + (heads ? 1 : 0);
  const apartIn = (kinds: string) =>
    [...kinds].filter((kind) => {
      const isOf = (spot: string) => spot.startsWith(kind);
      return a.spots.some(isOf) && b.spots.some(isOf) && !alike.some(isOf);
    }).length;
  // Two villages, or two roads, are two places; unless something else says that they are neighbours.
  const neighbours = spots === 0 ? 1 : 0.3;
  const numbers = shared(a.numbers, b.numbers);
  const unitsOf = (all: readonly string[]) =>
    all.map((number) => number.replace(/\d+/u, '')).filter((unit) => !/米|里/u.test(unit));
  const numbersApart = numbers.length === 0 && shared(unitsOf(a.numbers), unitsOf(b.numbers)).length > 0;
  const settings = (all: readonly string[]) => all.filter((each) => notionOf(each)?.kind === 'setting');
  const mine = union(a.around, settings(a.about));
  const yours = union(b.around, settings(b.about));
  const around = union(shared(mine, union(yours, b.said, b.about)), shared(yours, union(a.said, a.about)));
  const isSideless = a.sides === '' || b.sides === '' || [...a.sides].some((side) => b.sides.includes(side));
  return {
    evidence: {
      countyApart: a.county !== '' && b.county !== '' && a.county !== b.county ? 1 : 0,
      countyOpen: a.county === '' || b.county === '' ? 1 : 0,
      town,
      townApart: bothTowns && town < ALIKE ? (town < HALF_ALIKE ? 1 : 0.5) : 0,
      spots: Math.min(2, spots),
      spotsAlone: town >= ALIKE ? 0 : Math.min(2, spots),
      spotsApart: Math.min(1, apartIn('vr')) * neighbours,
      landmarksApart: Math.min(1, apartIn('we')) * neighbours,
      numbers: Math.min(1, numbers.length),
      numbersApart: Number(numbersApart),
      around: Math.min(4, weightOf(around)),
      sidesApart: Number(!isSideless),
      signsOpen: Number(spots === 0 && hasSign(a) !== hasSign(b)),
    },
    words: union(words, numbers, around),
  };
}

/** True for a party that is known by a name, or by a village or road. */
function hasSign(features: Features): boolean {
  return signsOf(features).length > 0;
}

/** What tells a party from others of its kind in the town: its names, else its village or road. */
export function signsOf({ isNamed, names, spots }: Features): readonly string[] {
  return isNamed ? names : spots.filter((spot) => /^[vr]/u.test(spot)).map((spot) => spot.slice(1));
}

function isSameSpot(a: string, b: string): boolean {
  if (nameLikeness(a, b) >= ALIKE) return true;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length > 1 && soundsOf(longer).join(' ').includes(soundsOf(shorter).join(' '));
}

function targetEvidence(a: Features, b: Features) {
  let name = 0;
  const words: string[] = [];
  for (const x of a.names) {
    for (const y of b.names) {
      const likeness = namesAlike(x, y);
      if (likeness > name) words.splice(0, words.length, x);
      name = Math.max(name, likeness);
    }
  }
  const isTelling = (each: string) => notionOf(each)?.kind !== 'setting';
  const about = shared(a.about, b.about).filter(isTelling);
  const cross = union(shared(a.about, b.said), shared(b.about, a.said)).filter(isTelling);
  const tradesOf = (all: readonly string[]) => all.filter((each) => notionOf(each)?.kind === 'trade');
  const [mine, yours] = [tradesOf(a.about), tradesOf(b.about)];
  const tradesMeet = shared(mine, union(b.about, b.said)).length + shared(yours, a.said).length > 0;
  return {
    evidence: {
      name: name >= ALIKE ? name : name >= HALF_ALIKE ? name / 2 : 0,
      namesApart: Number(a.isNamed && b.isNamed && name < HALF_ALIKE),
      about: Math.min(6, weightOf(about)),
      cross: Math.min(6, weightOf(cross)),
      tradesApart: mine.length > 0 && yours.length > 0 && !tradesMeet ? 1 : 0,
      aboutApart: Number(
        a.about.some(isTelling) && b.about.some(isTelling) && about.length + cross.length === 0,
      ),
      letters: lettersAlike(a.core, b.core),
    },
    words: union(name >= ALIKE ? words : [], about, cross),
  };
}

/** The likeness of two names; 丰 in 丰醴, 云来居 in 云来居文化 are nearly the same. */
export function namesAlike(a: string, b: string): number {
  const whole = nameLikeness(a, b);
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (!` ${soundsOf(longer).join(' ')} `.includes(` ${soundsOf(shorter).join(' ')} `)) return whole;
  return Math.max(whole, shorter.length > 1 ? 0.9 : 0.8);
}

const UNTELLING = new Set(
  '厂场站点户家店院坊的和与及一二三四五六七八九十小大老新夜间非法无证露天加工作业公司里内外上下前后边旁东西南北处个们有在挖采排倒放烧做某楼车水气',
);

/** Share of telling characters, by sound, that two targets have in common. */
function lettersAlike(a: string, b: string): number {
  const telling = (text: string) =>
    new Set(
      soundsOf([...text].filter((char) => !UNTELLING.has(char) && /[\p{L}\p{N}]/u.test(char)).join('')),
    );
  const [x, y] = [telling(a), telling(b)];
  const both = [...x].filter((sound) => y.has(sound)).length;
  return x.size + y.size === 0 ? 0 : (2 * both) / (x.size + y.size);
}

function matterEvidence(a: Features, b: Features) {
  const said = shared(a.said, b.said);
  const whole = Math.sqrt(weightOf(a.said) * weightOf(b.said));
  const others = union(shared(a.others, b.about), shared(b.others, a.about));
  const types = shared(a.types, b.types);
  return {
    evidence: {
      said: Math.min(8, weightOf(said)),
      saidShare: whole > 0 ? weightOf(said) / whole : 0,
      others: Math.min(3, weightOf(others)),
      types: types.length > 0 ? types.length / Math.min(a.types.length, b.types.length) : 0,
      typesApart: a.types.length > 0 && b.types.length > 0 && types.length === 0 ? 1 : 0,
    },
    words: said,
  };
}

const PART_OF: Record<keyof Evidence, ScorePart['kind']> = {
  countyApart: 'place',
  countyOpen: 'place',
  town: 'place',
  townApart: 'place',
  spots: 'place',
  spotsAlone: 'place',
  spotsApart: 'place',
  landmarksApart: 'place',
  numbers: 'place',
  numbersApart: 'place',
  around: 'place',
  sidesApart: 'place',
  signsOpen: 'place',
  name: 'target',
  namesApart: 'target',
  about: 'target',
  cross: 'target',
  tradesApart: 'target',
  aboutApart: 'target',
  letters: 'target',
  said: 'matter',
  saidShare: 'matter',
  others: 'matter',
  types: 'matter',
  typesApart: 'matter',
  timesShared: 'time',
  timesApart: 'time',
};

/**
 * How likely two reports are about the same matter, with what it rests on. Symmetric; the same report gives 1.
 * Another city is another matter; a county that one side does not know is tolerated. `neighbours`: how many reports
 * there are of the town: the more, the less two that share nothing but town and trade are one by chance.
 */
export function scoreRepeat(a: Features, b: Features, neighbours = 0, weights = WEIGHTS): RepeatScore {
  if (a.city !== b.city) return { score: 0, parts: [], verdict: null, isBare: true, isOfKind: false };
  const { evidence, words } = evidenceOf(a, b);
  const values: Record<ScorePart['kind'], number> = { target: 0, place: 0, matter: 0, time: 0 };
  let odds = weights.bias;
  for (const [name, amount] of Object.entries(evidence) as [keyof Evidence, number][]) {
    const value = weights.of[name] * amount;
    values[PART_OF[name]] += value;
    odds += value;
  }
  const isBare = evidence.name < ALIKE && evidence.spots === 0 && evidence.numbers === 0;
  if (isBare) odds -= Math.log(Math.max(1, neighbours / FITTED_NEIGHBOURS));
  const score = isSame(a, b) ? 1 : 1 / (1 + Math.exp(-odds));
  const parts = KINDS.map((kind) => ({ kind, value: values[kind], words: words[kind] }));
  const isOfKind = evidence.town >= ALIKE && evidence.about >= 1;
  return { score, parts, verdict: verdictOf(score, evidence, weights), isBare, isOfKind };
}

const KINDS: readonly ScorePart['kind'][] = ['target', 'place', 'matter', 'time'];

/** Two reports with no place below the county and no name are one only where trade and story are both out of the way. */
function verdictOf(score: number, evidence: Evidence, weights: Weights): RepeatScore['verdict'] {
  if (score < weights.possible) return null;
  const isPlaced = evidence.town >= ALIKE || evidence.spots > 0;
  const isKnown = isPlaced || evidence.name >= ALIKE;
  const isRare = evidence.about >= 3 && evidence.said >= 1.5 && evidence.countyOpen === 0;
  return score >= weights.likely && (isKnown || isRare) ? 'likely' : 'possible';
}

function isSame(a: Features, b: Features): boolean {
  return a === b || (a.core === b.core && JSON.stringify(a) === JSON.stringify(b));
}
