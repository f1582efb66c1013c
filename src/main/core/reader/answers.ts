import { featuresOf, type Features } from '../../../shared/repeats/features';
import { verifySlice } from '../audit/verify';
import type { ReadStore } from '../store/read-store';
import type { FindRepeats, FoundRepeats, QuestionName, Questions, StoreNews } from './protocol';
import { RepeatIndex } from './repeat-index';

/** Rows of one slice of reading in. */
const SLICE = 250;

type Source = Omit<ReadStore, 'close'>;

/**
 * What the reader knows and answers, without a thread of its own: the worker, and tests without one, run this. Reads the
 * matcher's rows in newest first, a slice at a time, and answers from what it has meanwhile.
 */
export class Answers {
  private readonly repeats = new RepeatIndex();
  private readonly answers: {
    [N in QuestionName]: (input: Questions[N]['input']) => Questions[N]['output'];
  } = {
    'repeats.find': (input) => this.findRepeats(input),
    'audit.slice': (input) => verifySlice(this.store, input),
    'store.tables': () => this.store.tables(),
    'store.check': ({ table }) => ({ isWhole: this.store.isWhole(table) }),
  };
  private readonly first: number;
  private cursor: number;
  private isRead = false;

  constructor(private readonly store: Source) {
    this.first = store.lastRepeat();
    this.cursor = this.first + 1;
  }

  /** Reads one slice in; true while there is more. */
  readOn(): boolean {
    const rows = this.store.repeatsBefore(this.cursor, SLICE);
    for (const { seq, features } of rows) this.repeats.add(seq, parsed(features));
    this.cursor = rows.at(-1)?.seq ?? 0;
    this.isRead = rows.length < SLICE;
    return !this.isRead;
  }

  get size(): number {
    return this.repeats.size;
  }

  /** Follows the store: rows that reading in has passed already, or will never come to. */
  hear({ repeats }: StoreNews): void {
    for (const seq of repeats) {
      if (seq < this.cursor && !this.isRead) continue;
      const row = this.store.repeat(seq);
      if (row !== undefined) this.repeats.add(seq, parsed(row.features));
    }
  }

  answer<N extends QuestionName>(name: N, input: Questions[N]['input']): Questions[N]['output'] {
    return this.answers[name](input);
  }

  private findRepeats({ callId, report, limit }: FindRepeats): FoundRepeats {
    const callIds = new Map<number, string>();
    const scored = this.repeats.find(featuresOf(report), (seq) => {
      const row = callIds.has(seq) ? undefined : this.store.repeat(seq);
      if (row === undefined || row.callId === callId) return undefined;
      callIds.set(seq, row.callId);
      return parsed(row.features);
    });
    const candidates = scored.slice(0, limit).flatMap(({ seq, score, verdict, parts }) => {
      const facts = this.store.factsOf(callIds.get(seq) ?? '');
      return facts === undefined || verdict === null ? [] : [{ ...facts, score, verdict, parts }];
    });
    return { candidates, searched: this.size, isReady: this.isRead };
  }
}

/** Written by `featuresOf` and proved unchanged by the cipher. */
function parsed(features: string): Features {
  return JSON.parse(features) as Features;
}
