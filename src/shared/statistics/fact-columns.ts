import { Disposition } from '../call/record';
import { Urgency } from '../lead/deadline';
import { GRADES } from '../lead/grade';
import { dayNumber } from './period';
import type { CallFacts } from './facts';

/** Values that come again and again, each under a small number. */
export class Names {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.list.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }

  /** -1: nothing has that value. */
  find(name: string): number {
    return this.numbers.get(name) ?? -1;
  }
}

export const ENDS = Disposition.options;
const URGENCIES = Urgency.options;

const NIGHT = 1;
const REPEAT = 2;

/** The facts of all calls, a column each: a quarter of a million are gone through in milliseconds. */
export class FactColumns {
  size = 0;
  readonly cities = new Names();
  readonly counties = new Names();
  readonly industries = new Names();
  readonly agents = new Names();
  /** Sets of type codes, a space between two. */
  readonly typeSets = new Names();
  numbers = new Float64Array(0);
  days = new Int32Array(0);
  ends = new Uint8Array(0);
  agent = new Uint16Array(0);
  city = new Uint16Array(0);
  county = new Uint16Array(0);
  types = new Uint16Array(0);
  industry = new Uint16Array(0);
  flags = new Uint8Array(0);
  hours = new Uint32Array(0);
  weekdays = new Uint8Array(0);
  /** 1 + place in GRADES; 0 for none. */
  grade = new Uint8Array(0);
  urgency = new Uint8Array(0);
  links = new Uint8Array(0);
  /** A party by its number, from 1; 0 for none. */
  party = new Int32Array(0);
  /** 1 + the number of fields answered; 0 for none. */
  completeness = new Uint8Array(0);
  private readonly partyNumbers = new Map<number, number>();
  /** 1 + where a row stands, by its number. */
  private places = new Int32Array(0);

  /** Adds a row, or puts a newer one of the same call in its place. */
  put(number: number, facts: CallFacts): void {
    if (number >= this.places.length) this.places = grown(this.places, number + 1);
    let place = (this.places[number] ?? 0) - 1;
    if (place < 0) {
      place = this.size;
      this.size += 1;
      if (this.size > this.numbers.length) this.grow();
      this.places[number] = place + 1;
    }
    this.numbers[place] = number;
    this.days[place] = dayNumber(facts.day);
    this.ends[place] = ENDS.indexOf(facts.disposition);
    this.agent[place] = this.agents.of(facts.agent);
    this.city[place] = this.cities.of(facts.city);
    this.county[place] = this.counties.of(facts.county);
    this.types[place] = this.typeSets.of(facts.types.join(' '));
    this.industry[place] = this.industries.of(facts.industry);
    this.flags[place] = (facts.isNight ? NIGHT : 0) | (facts.isRepeat ? REPEAT : 0);
    this.hours[place] = facts.hours;
    this.weekdays[place] = facts.weekdays;
    this.grade[place] = facts.grade === null ? 0 : GRADES.indexOf(facts.grade) + 1;
    this.urgency[place] = facts.urgency === null ? 0 : URGENCIES.indexOf(facts.urgency) + 1;
    this.links[place] = Math.min(255, facts.links);
    this.party[place] = facts.target === '' ? 0 : this.partyOf(facts.target);
    this.completeness[place] = facts.completeness === null ? 0 : facts.completeness + 1;
  }

  /** The highest number of a party. */
  get parties(): number {
    return this.partyNumbers.size;
  }

  /** Known by 53 bits of its key: a quarter of a million names would take more room than all columns. */
  private partyOf(target: string): number {
    const hash = targetHash(target);
    let number = this.partyNumbers.get(hash);
    if (number === undefined) {
      number = this.partyNumbers.size + 1;
      this.partyNumbers.set(hash, number);
    }
    return number;
  }

  isNight(place: number): boolean {
    return ((this.flags[place] ?? 0) & NIGHT) !== 0;
  }

  isRepeat(place: number): boolean {
    return ((this.flags[place] ?? 0) & REPEAT) !== 0;
  }

  private grow(): void {
    const { size } = this;
    this.numbers = grown(this.numbers, size);
    this.days = grown(this.days, size);
    this.ends = grown(this.ends, size);
    this.agent = grown(this.agent, size);
    this.city = grown(this.city, size);
    this.county = grown(this.county, size);
    this.types = grown(this.types, size);
    this.industry = grown(this.industry, size);
    this.flags = grown(this.flags, size);
    this.hours = grown(this.hours, size);
    this.weekdays = grown(this.weekdays, size);
    this.grade = grown(this.grade, size);
    this.urgency = grown(this.urgency, size);
    this.links = grown(this.links, size);
    this.party = grown(this.party, size);
    this.completeness = grown(this.completeness, size);
  }
}

type Column = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** Room for at least `least`, twice what there was. */
function grown<C extends Column>(column: C, least: number): C {
  const Kind = column.constructor as new (length: number) => C;
  const more = new Kind(Math.max(1_024, column.length * 2, least));
  more.set(column as never);
  return more;
}

/** 53 bits of FNV-1a: with a million parties two share one once in ten thousand seats. */
function targetHash(target: string): number {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < target.length; at += 1) {
    const unit = target.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + at), 0x85ebca6b);
  }
  return ((high >>> 0) & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
