import type { CallFacts } from './facts';
import type { FactColumns } from './fact-columns';
import { dateOf, dayNumber } from './period';
import type { PartyPattern, RepeatedParty, StatisticsAsk } from './report';
import { ALPHA, chanceOfAtLeast, corrected } from './significance';
import { partOf } from './suppress';
import { asked, type PartyTally, type Tally } from './tally';

/** What a party is called: told by the store for the few that are shown. */
export type Named = (row: number) => Pick<CallFacts, 'target' | 'targetName' | 'city' | 'county'> | undefined;

const SHOWN_PATTERNS = 40;
const SHOWN_REPEATS = 40;

/**
 * Parties whose reports tell of nights, or of weekends, more often than those of all others do, surest first: exact
 * binomial tests, corrected together for how many parties and kinds were looked at.
 */
export function patternsOf(
  counts: Tally,
  columns: FactColumns,
  ask: StatisticsAsk,
  named: Named,
): { tested: number; patterns: PartyPattern[] } {
  const { parties } = counts;
  // One more of each: where no other report tells of nights, one alone is no pattern.
  const others = (party: PartyTally, kind: number, own: number) =>
    (kind - own + 1) / (counts.reports.now - party.all + 2);
  const nights = parties.map((party) =>
    chanceOfAtLeast(party.night, party.all, others(party, counts.night.now, party.night)),
  );
  const weekends = parties.map((party) =>
    chanceOfAtLeast(party.weekend, party.all, others(party, counts.weekend, party.weekend)),
  );
  const chances = corrected([...nights, ...weekends]);
  const found = parties
    .map((party, at) => ({
      party,
      night: chances[at] ?? 1,
      weekend: chances[parties.length + at] ?? 1,
    }))
    .filter(({ night, weekend }) => Math.min(night, weekend) < ALPHA)
    .sort((a, b) => Math.min(a.night, a.weekend) - Math.min(b.night, b.weekend))
    .slice(0, SHOWN_PATTERNS);
  const roses = rosesOf(
    columns,
    ask,
    found.map(({ party }) => party.number),
  );
  const patterns = found.flatMap(({ party, night, weekend }) => {
    const name = partyName(named, columns, party);
    const rose = roses.get(party.number);
    if (name === null || rose === undefined) return [];
    return {
      ...name,
      all: party.all,
      night: partOf(party.all, party.night),
      weekend: partOf(party.all, party.weekend),
      nightChance: night,
      weekendChance: weekend,
      isNight: night < ALPHA,
      isWeekend: weekend < ALPHA,
      hours: rose.hours.map((count) => partOf(party.all, count)),
      weekdays: rose.weekdays.map((count) => partOf(party.all, count)),
    };
  });
  return { tested: parties.length, patterns };
}

/** Parties with most reports, at least FEW of them. */
export function repeatedOf(
  counts: Tally,
  columns: FactColumns,
  named: Named,
): Omit<RepeatedParty, 'cause'>[] {
  return counts.parties
    .toSorted((a, b) => b.all - a.all || b.linked - a.linked || b.last - a.last)
    .slice(0, SHOWN_REPEATS)
    .flatMap((party) => {
      const name = partyName(named, columns, party);
      if (name === null) return [];
      const { all, linked, first, last } = party;
      return { ...name, all, linked: partOf(all, linked), first: dateOf(first), last: dateOf(last) };
    });
}

function partyName(named: Named, columns: FactColumns, { sample }: PartyTally) {
  const facts = named(columns.numbers[sample] ?? 0);
  // Revised meanwhile: then it is another party's, and this one is left out until the next question.
  if (facts === undefined || facts.target === '') return null;
  const { target, targetName: name, city, county } = facts;
  return { target, name, city, county };
}

/** When these parties' reports of the period say that it happens. */
function rosesOf(
  columns: FactColumns,
  ask: StatisticsAsk,
  parties: readonly number[],
): Map<number, { hours: number[]; weekdays: number[] }> {
  const zeros = (length: number) => Array.from({ length }, () => 0);
  const roses = new Map(parties.map((party) => [party, { hours: zeros(24), weekdays: zeros(7) }]));
  if (roses.size === 0) return roses;
  const isAsked = asked(columns, ask);
  const [from, to] = [dayNumber(ask.period.from), dayNumber(ask.period.to)];
  for (let at = 0; at < columns.size; at += 1) {
    const rose = roses.get(columns.party[at] ?? 0);
    const day = columns.days[at] ?? 0;
    if (rose === undefined || day < from || day > to || !isAsked(at)) continue;
    addBits(rose.hours, columns.hours[at] ?? 0);
    addBits(rose.weekdays, columns.weekdays[at] ?? 0);
  }
  return roses;
}

function addBits(counts: number[], bits: number): void {
  for (let bit = 0; bit < counts.length; bit += 1) {
    if ((bits & (1 << bit)) !== 0) counts[bit] = (counts[bit] ?? 0) + 1;
  }
}
