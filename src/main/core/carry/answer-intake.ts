import type { InFrame } from '../../../shared/carry/container';
import type { RecordResult } from '../../../shared/center-api/messages';
import type { CarriageRepository } from '../store/repositories/carriages';
import type { BundleSink, ChangeSink, Outbox, Settlement, SyncEngineParts } from '../sync/ports';

export interface AnswerIntakeParts {
  carriages: Pick<CarriageRepository, 'standingOf'>;
  outbox: Pick<Outbox, 'settle'>;
  isTrusted: SyncEngineParts['isTrusted'];
  bundles: BundleSink;
  changes: ChangeSink;
  /** Refusals of an answer that was read before say nothing new: a person may have asked for another try since. */
  isAgain: boolean;
  now: () => number;
}

/** Takes in a proved answer frame by frame, each in one transaction, so that a crash leaves whole frames. */
export class AnswerIntake {
  readonly figures = { received: 0, known: 0, refused: 0, unknown: 0, changes: 0 };

  constructor(private readonly parts: AnswerIntakeParts) {}

  /** Returns the ids of the calls whose state changed. */
  async take(frame: InFrame): Promise<string[]> {
    const { outbox, bundles, changes, now } = this.parts;
    switch (frame.kind) {
      case 'results': {
        const settlements = await this.settlementsOf(frame.results);
        outbox.settle(settlements, now());
        return settlements.map(({ id }) => id);
      }
      case 'changes': {
        const verdict = changes.take(frame.changes, now());
        if (verdict.ok) this.figures.changes += verdict.taken;
        return []; // it announces them itself
      }
      case 'bundle':
        bundles.offer(frame.bundle, now());
        return [];
    }
  }

  private async settlementsOf(results: readonly RecordResult[]): Promise<Settlement[]> {
    const settlements = await Promise.all(results.map((result) => this.settlementOf(result)));
    return settlements.flatMap((each) => each ?? []);
  }

  private async settlementOf(result: RecordResult): Promise<Settlement | null> {
    const { figures, parts } = this;
    const { id, revision } = result;
    const ours = parts.carriages.standingOf(id, revision);
    if (ours === undefined) return count(figures, 'unknown');
    const key = { id, revision, bodySha256: ours.bodySha256 };
    if ('receipt' in result) {
      if (!(await parts.isTrusted(key, result.receipt))) return count(figures, 'unknown');
      if (ours.delivery === 'accepted') return count(figures, 'known');
      figures.received += 1;
      return { ...key, kind: 'accepted', receipt: result.receipt };
    }
    const isOpen = ours.delivery === 'owed' || ours.delivery === 'unconfirmed';
    if (!isOpen || parts.isAgain) return count(figures, 'known');
    figures.refused += 1;
    return { ...key, kind: 'refused_by_hand', problem: result.problem };
  }
}

function count(figures: AnswerIntake['figures'], kind: 'known' | 'unknown'): null {
  figures[kind] += 1;
  return null;
}
