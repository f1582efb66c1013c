import type { Features } from '../../../shared/repeats/features';
import { scoreRepeat, signsOf, namesAlike, type RepeatScore } from '../../../shared/repeats/score';
import { soundsOf } from '../../../shared/repeats/sounds';
import { notionOf } from '../../../shared/repeats/vocabulary';
import { TermIndex } from './term-index';

/** Records that share most with a question are scored; these many. */
const SCORED = 50;
/** A term that more records hold tells nothing. */
const MOST = 20_000;
/** So many records, found by the rarest terms, are enough to look at. */
const ENOUGH = 2_000;
/** Where so many parties of a kind are known in one town, town and kind alone do not say which is meant. */
const RIVALS = 2;

export interface ScoredRepeat extends RepeatScore {
  seq: number;
}

/** The reports of the seat by what the matcher goes by. Holds numbers alone; features stay in the store. */
export class RepeatIndex {
  private readonly terms = new TermIndex();
  private seqs = new Float64Array(1_024);
  /** Of the question in hand; all 0 between questions. */
  private weights = new Float32Array(0);

  /** How many reports are in it. */
  get size(): number {
    return this.terms.size;
  }

  add(seq: number, features: Features): void {
    if (this.size === this.seqs.length) {
      const more = new Float64Array(this.seqs.length * 2);
      more.set(this.seqs);
      this.seqs = more;
    }
    this.seqs[this.size] = seq;
    this.terms.add(new Set(termsOf(features)));
  }

  /**
   * Reports most like the one asked for, best first: `likely` and `possible` ones. `featuresAt` gives a record's
   * features, or undefined for one that does not count (the call itself, a revision that has been replaced).
   */
  find(question: Features, featuresAt: (seq: number) => Features | undefined): ScoredRepeat[] {
    const found: ScoredRepeat[] = [];
    const ofKind: Features[] = [question];
    const neighbours = question.town === '' ? 0 : this.terms.count(townTerm(question));
    for (const record of this.nearest(question)) {
      const seq = this.seqs[record] ?? 0;
      const features = featuresAt(seq);
      if (features === undefined) continue;
      const scored = scoreRepeat(question, features, neighbours);
      if (scored.isOfKind) ofKind.push(features);
      if (scored.verdict !== null) found.push({ seq, ...scored });
    }
    found.sort((a, b) => b.score - a.score || b.seq - a.seq);
    if (partiesIn(ofKind) < RIVALS) return found;
    return found.map((each) =>
      each.isBare && each.verdict === 'likely' ? { ...each, verdict: 'possible' } : each,
    );
  }

  /** Numbers of the records that share most with the question, by how rare it is. */
  private nearest(question: Features): number[] {
    const { terms } = this;
    const asked = [...new Set(termsAsked(question))].map((term) => ({ term, count: terms.count(term) }));
    asked.sort((a, b) => a.count - b.count);
    if (this.weights.length < this.size) this.weights = new Float32Array(this.seqs.length);
    const { weights } = this;
    const touched: number[] = [];
    for (const { term, count } of asked) {
      if (count === 0 || count > MOST) continue;
      const weight = Math.log(1 + this.size / count);
      // What many hold ranks those that rarer terms found; it finds nobody where these were enough.
      const isFinding = touched.length < ENOUGH;
      terms.each(term, (record) => {
        const before = weights[record] ?? 0;
        if (before === 0) {
          if (!isFinding) return;
          touched.push(record);
        }
        weights[record] = before + weight;
      });
    }
    const best = touched.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, SCORED);
    for (const record of touched) weights[record] = 0;
    return best;
  }
}

/** How many parties that surely differ stand among reports of one kind in one town. */
function partiesIn(reports: readonly Features[]): number {
  const parties: (readonly string[])[] = [];
  for (const report of reports) {
    const signs = signsOf(report);
    const isKnown = parties.some((party) =>
      party.some((one) => signs.some((sign) => namesAlike(one, sign) >= 0.5)),
    );
    if (signs.length > 0 && !isKnown) parties.push(signs);
  }
  return parties.length;
}

/** Notions lighter than this are in nearly every story. */
const TELLING_FROM = 0.9;

/** What a record is found by. Everything is bound to the city: a repeat is never in another one. */
function* termsOf(features: Features): Generator<string> {
  const { city, county } = features;
  yield* named(features);
  for (const name of [...features.about, ...features.around]) {
    yield `a${city}${name}`;
    if (county !== '') yield `a${county}${name}`;
  }
  for (const name of telling(features.said)) yield `m${county || city}${name}`;
}

/** What a question looks for: also records that do not know their county, and targets that a story tells of. */
function* termsAsked(features: Features): Generator<string> {
  const { city, county } = features;
  yield* named(features);
  for (const name of [...features.about, ...features.around]) yield `a${county || city}${name}`;
  for (const name of telling(features.said)) {
    yield `m${county || city}${name}`;
    yield `a${county || city}${name}`;
  }
}

function* named({ city, town, spots, names }: Features): Generator<string> {
  if (town !== '') {
    yield townTerm({ city, town });
    yield* pairs(`p${city}`, soundsOf(town));
  }
  for (const spot of spots) {
    const sounds = soundsOf(spot.slice(1));
    yield `s${city}${sounds.join(' ')}`;
    yield* pairs(`p${city}`, sounds);
  }
  for (const name of names) yield* pairs(`n${city}`, soundsOf(name));
}

function townTerm({ city, town }: Pick<Features, 'city' | 'town'>): string {
  return `t${city}${soundsOf(town).join(' ')}`;
}

/** Each two syllables that follow each other; a name of one is its own. */
function* pairs(kind: string, sounds: readonly string[]): Generator<string> {
  if (sounds.length === 1) yield kind + (sounds[0] ?? '');
  for (let at = 0; at + 1 < sounds.length; at += 1) yield `${kind}${sounds[at]} ${sounds[at + 1]}`;
}

function telling(names: readonly string[]): string[] {
  return names.filter((name) => (notionOf(name)?.weight ?? 0) > TELLING_FROM);
}
