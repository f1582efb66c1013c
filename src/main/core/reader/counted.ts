import { shanghaiDate } from '../../../shared/shanghai-time';
import { reportOf } from '../../../shared/statistics/assemble';
import { FactColumns } from '../../../shared/statistics/fact-columns';
import type { StatisticsAsk, StatisticsReport } from '../../../shared/statistics/report';
import { tally } from '../../../shared/statistics/tally';
import type { StatisticsReads } from '../store/statistics-reads';

/** Rows of one slice of reading in. */
const SLICE = 1_000;

/** How much of an answer each part of the work is, about. */
const COUNTING = 0.6;

export type CountedSource = Pick<
  StatisticsReads,
  'factsAfter' | 'facts' | 'totalCalls' | 'causesOf' | 'overdue'
>;

/** What is counted of all calls, kept in memory as columns, and the reports that are made of it. */
export class Counted {
  private readonly columns = new FactColumns();
  private reached = 0;
  private isRead = false;

  constructor(private readonly store: CountedSource) {}

  /** Reads one slice in; true while there is more. */
  readOn(): boolean {
    if (this.isRead) return false;
    const rows = this.store.factsAfter(this.reached, SLICE);
    for (const { number, facts } of rows) this.columns.put(number, facts);
    this.reached = rows.at(-1)?.number ?? this.reached;
    this.isRead = rows.length < SLICE;
    return !this.isRead;
  }

  /** Follows the store: rows that reading in has passed already. */
  hear(numbers: readonly number[]): void {
    for (const number of numbers) {
      if (number > this.reached && !this.isRead) continue;
      const facts = this.store.facts(number);
      if (facts !== undefined) this.columns.put(number, facts);
    }
  }

  /** A report, made in steps short enough for other questions to be answered between them; yields the share done. */
  *report(ask: StatisticsAsk, now: number): Generator<number, StatisticsReport> {
    const total = this.store.totalCalls();
    while (this.readOn()) yield total === 0 ? 0 : (COUNTING / 2) * Math.min(1, this.columns.size / total);
    const today = shanghaiDate(now);
    const counting = tally(this.columns, ask, today);
    let counted = counting.next();
    for (; counted.done !== true; counted = counting.next()) yield (COUNTING / 2) * (1 + counted.value);
    const looking = this.store.overdue(ask.period, now);
    let looked = looking.next();
    for (; looked.done !== true; looked = looking.next()) {
      yield COUNTING + (1 - COUNTING) * (1 - 1 / (1 + looked.value));
    }
    return reportOf(ask, counted.value, this.columns, {
      total,
      today,
      named: (number) => this.store.facts(number),
      causesOf: (targets) => this.store.causesOf(targets),
      overdue: looked.value,
    });
  }
}
