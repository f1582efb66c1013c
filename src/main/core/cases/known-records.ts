import type { CallRecord } from '../../../shared/call/record';
import type { CallRepository } from '../store/repositories/calls';

/** Some ten days of a busy city. */
const MOST_KEPT = 2_000;

/** Latest records as they were read once: a revision never changes, and to read one takes a part of a millisecond. In memory alone. */
export class KnownRecords {
  private readonly known = new Map<string, CallRecord>();

  constructor(private readonly calls: Pick<CallRepository, 'findHead' | 'findLatest'>) {}

  get(callId: string): CallRecord | undefined {
    const revision = this.calls.findHead(callId)?.revision;
    const before = this.known.get(callId);
    if (before !== undefined && before.revision === revision) return before;
    const record = this.calls.findLatest(callId);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    if (record !== undefined) this.known.set(callId, record);
    return record;
  }
}
