import type { Features } from '../../../shared/repeats/features';
import { scoreRepeat, type RepeatScore } from '../../../shared/repeats/score';
import { nameLikeness, soundsOf } from '../../../shared/repeats/sounds';
import { notionOf } from '../../../shared/repeats/vocabulary';
import { TermIndex } from './term-index';

/** Records that share most with a question are scored; these many. */
const SCORED = 80;
/** A term that more records hold than this finds nobody: it only ranks those that others found. */
const TOO_COMMON = 6_000;
/** Where so many parties of a kind are known in one town, town and kind alone do not say which is meant. */
const RIVALS = 2;

export interface ScoredRepeat extends RepeatScore {
  seq: number;
}

/** The reports of the seat by what the matcher goes by. Holds numbers alone; features stay in the store. */
export class RepeatIndex {
  private readonly terms = new TermIndex();
  private seqs = new Float64Array(1_024);

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
    const found: (ScoredRepeat & { features: Features })[] = [];
    for (const record of this.nearest(question)) {
      const seq = this.seqs[record] ?? 0;
      const features = featuresAt(seq);
      if (features === undefined) continue;
      const scored = scoreRepeat(question, features);
      if (scored.verdict !== null) found.push({ seq, ...scored, features });
    }
    found.sort((a, b) => b.score - a.score || b.seq - a.seq);
    const isMeant = partiesIn(found.map((each) => each.features)) < RIVALS;
    return found.map(({ features: _features, verdict, ...rest }) => ({
      ...rest,
      verdict: verdict === 'likely' && rest.isBare && !isMeant ? 'possible' : verdict,
    }));
  }

  private nearest(question: Features): number[] {
    const { terms } = this;
    const weights = new Float32Array(this.size);
    const touched: number[] = [];
    const asked = [...new Set(termsAsked(question))].map((term) => ({ term, count: terms.count(term) }));
    asked.sort((a, b) => a.count - b.count);
    for (const { term, count } of asked) {
      if (count === 0) continue;
      const isTooCommon = count > TOO_COMMON;
      if (isTooCommon && count > 10 * TOO_COMMON) continue;
      const weight = Math.log(1 + this.size / count);
      terms.each(term, (record) => {
        const before = weights[record] ?? 0;
        if (before === 0) {
          if (isTooCommon) return;
          touched.push(record);
        }
        weights[record] = before + weight;
      });
    }
    // On equal terms the newer record, which an agent is likelier to mean.
    touched.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || (this.seqs[b] ?? 0) - (this.seqs[a] ?? 0));
    return touched.slice(0, SCORED);
  }
}

/** How many parties that surely differ stand among the candidates: by a name, or by a village or road. */
function partiesIn(candidates: readonly Features[]): number {
  const parties: string[] = [];
  for (const { names, isNamed, spots } of candidates) {
    const sign = isNamed ? names[0] : spots.find((spot) => /^[vr]/u.test(spot))?.slice(1);
    if (sign !== undefined && !parties.some((party) => nameLikeness(party, sign) >= 0.5)) parties.push(sign);
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
    const sounds = soundsOf(town);
    yield `t${city}${sounds.join(' ')}`;
    yield* pairs(`p${city}`, sounds);
  }
  for (const spot of spots) {
    const sounds = soundsOf(spot.slice(1));
    yield `s${city}${sounds.join(' ')}`;
    yield* pairs(`p${city}`, sounds);
  }
  for (const name of names) yield* pairs(`n${city}`, soundsOf(name));
}

/** Each two syllables that follow each other; a name of one is its own. */
function* pairs(kind: string, sounds: readonly string[]): Generator<string> {
  if (sounds.length === 1) yield kind + (sounds[0] ?? '');
  for (let at = 0; at + 1 < sounds.length; at += 1) yield `${kind}${sounds[at]} ${sounds[at + 1]}`;
}

function telling(names: readonly string[]): string[] {
  return names.filter((name) => (notionOf(name)?.weight ?? 0) > TELLING_FROM);
}
