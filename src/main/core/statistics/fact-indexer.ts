import { FACTS_VERSION, factsOf, type CallFacts } from '../../../shared/statistics/facts';
import { RecordIndexer, type RecordIndexerParts } from '../repeats/record-indexer';
import { featuresOfRecord } from '../repeats/report-features';
import type { MetaRepository } from '../store/repositories/seat/meta';
import type { FactRepository } from '../store/repositories/statistics/facts';

export interface FactIndexerParts extends Omit<RecordIndexerParts<CallFacts>, 'derivation'> {
  facts: FactRepository;
  meta: MetaRepository;
}

/** Notes the facts of calls that were finished before they were counted, or read otherwise. */
export class FactIndexer extends RecordIndexer<CallFacts> {
  constructor({ facts, meta, ...parts }: FactIndexerParts) {
    super({
      ...parts,
      derivation: {
        version: FACTS_VERSION,
        made: () => meta.factsMade(),
        setMade: (made) => meta.setFactsMade(made),
        lastSeq: () => facts.lastSeq(),
        lacking: (after, upTo, limit) => facts.unnoted(after, upTo, limit),
        rowOf: (record) => factsOf(record, featuresOfRecord(record)),
        isLatest: (key) => facts.isLatest(key),
        put: (key, row) => facts.put(key, row),
      },
    });
  }
}
