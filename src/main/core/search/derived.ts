import type { Reader } from '../reader/reader';
import { RepeatIndexer } from '../repeats/indexer';
import { FactIndexer } from '../statistics/fact-indexer';
import type { Store } from '../store/store';
import type { Clock, Timer } from '../sync/ports';
import { WordIndexer } from './word-indexer';

/**
 * Starts what notes in the background whatever is derived of calls and lacking: what they are compared by, what is
 * counted of them, the grams of their words. Returns what stops it.
 */
export function noteDerived(store: Store, reader: Reader, clock: Clock, timer: Timer): () => void {
  const { repeats, facts, words, meta } = store;
  const filling = { meta, writer: store, clock, timer };
  const indexers = [
    new RepeatIndexer({
      ...filling,
      repeats,
      onIndexed: (seqs) => reader.hear({ repeats: seqs, facts: [] }),
    }),
    new FactIndexer({
      ...filling,
      facts,
      onIndexed: (numbers) => reader.hear({ repeats: [], facts: numbers }),
    }),
    new WordIndexer({ words, writer: store, clock, timer }),
  ];
  for (const indexer of indexers) indexer.start();
  return () => {
    for (const indexer of indexers) indexer.stop();
  };
}
