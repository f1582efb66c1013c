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

/** A party with the corrected chances that its nights and weekends are like those of the others. */
interface Judged {
  party: PartyTally;
  night: number;
  weekend: number;
}

interface Found {
  /** Parties that were looked at. */
  tested: number;
  /** Those whose reports tell of nights, or of weekends, more often than those of all others do, surest first. */
  patterns: PartyPattern[];
  /** Those with most reports. */
  repeated: Omit<RepeatedParty, 'cause'>[];
}

/** What stands out among the parties of FEW reports or more, each with the times that its reports tell of. */
export function partiesOf(counts: Tally, columns: FactColumns, ask: StatisticsAsk, named: Named): Found {
  const judged = judge(counts);
  const patterns = judged
    .filter(({ night, weekend }) => Math.min(night, weekend) < ALPHA)
    .sort((a, b) => Math.min(a.night, a.weekend) - Math.min(b.night, b.weekend))
    .slice(0, SHOWN_PATTERNS);
  const repeated = judged
    .toSorted(({ party: a }, { party: b }) => b.all - a.all || b.linked - a.linked || b.last - a.last)
    .slice(0, SHOWN_REPEATS);
  const shown = [...patterns, ...repeated];
  const roses = rosesOf(
    columns,
    ask,
    shown.map(({ party }) => party.number),
  );
  const told = ({ party, night, weekend }: Judged): PartyPattern[] => {
    const name = partyName(named, columns, party);
    const rose = roses.get(party.number);
    if (name === null || rose === undefined) return [];
    const part = (count: number) => partOf(party.all, count);
    return [
      {
        ...name,
        all: party.all,
        night: part(party.night),
        weekend: part(party.weekend),
        nightChance: night,
        weekendChance: weekend,
        isNight: night < ALPHA,
        isWeekend: weekend < ALPHA,
        hours: rose.hours.map(part),
        weekdays: rose.weekdays.map(part),
      },
    ];
  };
  return {
    tested: judged.length,
    patterns: patterns.flatMap(told),
    repeated: repeated.flatMap((each) => {
      const { all, linked, first, last } = each.party;
      return told(each).map((party) => ({
        ...party,
        linked: partOf(all, linked),
        first: dateOf(first),
        last: dateOf(last),
      }));
    }),
  };
}

/** Exact binomial tests of each party against all others, corrected together for how many parties and kinds are looked at. */
function judge({ parties, reports, night, weekend }: Tally): Judged[] {
  // One more of each: where no other report tells of nights, one alone is no pattern.
  const others = (party: PartyTally, kind: number, own: number) =>
    (kind - own + 1) / (reports.now - party.all + 2);
  const nights = parties.map((party) =>
    chanceOfAtLeast(party.night, party.all, others(party, night.now, party.night)),
  );
  const weekends = parties.map((party) =>
    chanceOfAtLeast(party.weekend, party.all, others(party, weekend, party.weekend)),
  );
  const chances = corrected([...nights, ...weekends]);
  return parties.map((party, at) => ({
    party,
    night: chances[at] ?? 1,
    weekend: chances[parties.length + at] ?? 1,
  }));
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
