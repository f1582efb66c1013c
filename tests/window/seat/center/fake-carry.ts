import type { CarryState, ExportOutcome, ImportOutcome } from '../../../../src/shared/ipc/contract';

/** TEST ONLY: a queue of which a file was written yesterday. */
export function fakeCarry(changes: Partial<CarryState> = {}) {
  const state: CarryState = {
    waiting: 212,
    unconfirmed: 3,
    quarantined: 1,
    lastOut: null,
    lastIn: null,
    work: null,
    ...changes,
  };
  const by = '赵振国';
  return {
    'carry.state': (): CarryState => state,
    'carry.export': (): ExportOutcome => {
      const records = state.waiting + state.unconfirmed;
      state.lastOut = { at: Date.now(), by, records };
      return { kind: 'saved', fileName: '12369-ZZ01-20261125-0930.hn12369out', records, left: 0 };
    },
    'carry.import': (): ImportOutcome => {
      const figures = { received: 213, refused: 2, unknown: 0 };
      state.lastIn = { at: Date.now(), by, ...figures };
      return { kind: 'taken', ...figures, known: 0, changes: 0 };
    },
  };
}
