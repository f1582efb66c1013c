import { assertNever } from '../../../shared/assert-never';
import { featuresOf, type Features } from '../../../shared/repeats/features';
import { verifySlice } from '../audit/verify';
import { holdsCertificate } from '../retention/certified';
import type { ReadStore } from '../store/read-store';
import { Counted, type CountedSource } from './counted';
import type { FindRepeats, FoundRepeats, QuestionName, Questions, StoreNews } from './protocol';
import { RepeatIndex } from './repeat-index';

/** Rows of one slice of reading in. */
const SLICE = 250;

type Source = Omit<ReadStore, 'close' | 'statistics'> & { statistics: CountedSource };

/** An answer in the making: yields the share that is done. */
export type Steps = Generator<number, Questions[QuestionName]['output']>;

/**
 * What the reader knows and answers, without a thread of its own: the worker, and tests without one, run this. Reads the
 * matcher's rows in newest first, a slice at a time, and answers from what it has meanwhile; then what is counted.
 */
export class Answers {
  private readonly repeats = new RepeatIndex();
  private readonly first: number;
  private cursor: number;
  private isRead = false;
  private readonly counted: Counted;

  constructor(private readonly store: Source) {
    this.counted = new Counted(store.statistics);
    this.first = store.lastRepeat();
    this.cursor = this.first + 1;
  }

  /** Reads one slice in; true while there is more. */
  readOn(): boolean {
    return this.isRead ? this.counted.readOn() : this.readRepeats();
  }

  private readRepeats(): boolean {
    const rows = this.store.repeatsBefore(this.cursor, SLICE);
    for (const { seq, features } of rows) this.repeats.add(seq, parsed(features));
    this.cursor = rows.at(-1)?.seq ?? 0;
    this.isRead = rows.length < SLICE;
    return true;
  }

  get size(): number {
    return this.repeats.size;
  }

  /** Follows the store: rows that reading in has passed already, or will never come to. */
  hear({ repeats, facts }: StoreNews): void {
    this.counted.hear(facts);
    for (const seq of repeats) {
      if (seq < this.cursor && !this.isRead) continue;
      const row = this.store.repeat(seq);
      if (row !== undefined) this.repeats.add(seq, parsed(row.features));
    }
  }

  /** Short answers come in one step; between those of a long one, others may be given. */
  *answer<N extends QuestionName>(name: N, input: Questions[N]['input']): Steps {
    const question = { name, input } as Question;
    if (question.name === 'statistics.report')
      return yield* this.counted.report(question.input.ask, question.input.now);
    return this.atOnce(question);
  }

  private atOnce(
    question: Exclude<Question, { name: 'statistics.report' }>,
  ): Questions[QuestionName]['output'] {
    switch (question.name) {
      case 'repeats.find':
        return this.findRepeats(question.input);
      case 'audit.slice':
        return verifySlice(this.store, question.input, (row) => holdsCertificate(this.store.retention, row));
      case 'store.tables':
        return this.store.tables();
      case 'store.check':
        return { isWhole: this.store.isWhole(question.input.table) };
      default:
        return assertNever(question);
    }
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

type Question = { [N in QuestionName]: { name: N; input: Questions[N]['input'] } }[QuestionName];

/** Written by `featuresOf` and proved unchanged by the cipher. */
function parsed(features: string): Features {
  return JSON.parse(features) as Features;
}
