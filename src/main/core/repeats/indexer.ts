import { FEATURES_VERSION, type Features } from '../../../shared/repeats/features';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { RepeatRepository } from '../store/repositories/repeats';
import { RecordIndexer, type RecordIndexerParts } from './record-indexer';
import { featuresOfRecord } from './report-features';

export interface IndexerParts extends Omit<RecordIndexerParts<Features>, 'derivation'> {
  repeats: RepeatRepository;
  meta: MetaRepository;
}

/** Makes the matcher's rows of calls that were finished before there was a matcher, or under an older vocabulary. */
export class RepeatIndexer extends RecordIndexer<Features> {
  constructor({ repeats, meta, ...parts }: IndexerParts) {
    super({
      ...parts,
      derivation: {
        version: FEATURES_VERSION,
        made: () => meta.repeatsMade(),
        setMade: (made) => meta.setRepeatsMade(made),
        lastSeq: () => repeats.lastSeq(),
        lacking: (after, upTo, limit) => repeats.unindexed(after, upTo, limit),
        rowOf: featuresOfRecord,
        isLatest: (key) => repeats.isLatest(key),
        put: (key, features) => {
          repeats.put(key, features);
          return key.seq;
        },
      },
    });
  }
}
