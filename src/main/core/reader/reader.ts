import type { QuestionName, Questions, StoreNews } from './protocol';

/** A question may not keep a person waiting for ever: so long after its last sign of life it counts as not answered. */
export const PATIENCE_MS: Readonly<Record<QuestionName, number>> = {
  'repeats.find': 3_000,
  // Asked right after a start, it waits until the facts of years are taken in: 5 s of 250,000 on a quiet machine.
  'statistics.report': 30_000,
  'audit.slice': 15_000,
  'store.tables': 15_000,
  // A table of years on a slow hard disk.
  'store.check': 300_000,
};

/** Answers what takes too long for the core's own loop, from a connection that cannot write. */
export interface Reader {
  /**
   * Never rejects: undefined where there is no answer, because a later question of the same lane took its place, or
   * because the reader is not there or failed.
   */
  ask<N extends QuestionName>(
    name: N,
    input: Questions[N]['input'],
    lane: string,
    onProgress?: (share: number) => void,
  ): Promise<Questions[N]['output'] | undefined>;
  hear(news: StoreNews): void;
  /** Closes its connection; later questions have no answer. */
  stop(): Promise<void>;
}
