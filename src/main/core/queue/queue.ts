import { formOf, lineValues } from '../../../shared/call/finish';
import type { CallRecord } from '../../../shared/call/record';
import { ProblemDetails } from '../../../shared/center-api/messages';
import { CallId } from '../../../shared/ids';
import type { Input, Output, QueueDetail, QueueItem, SessionPerson } from '../../../shared/ipc/contract';
import { acceptedAt } from '../../../shared/lead/acceptance';
import type { Receipt } from '../../../shared/center-api/receipt';
import { QueueState, type Delivery, type QueueCounts } from '../../../shared/queue/state';
import type { Bundle } from '../../../shared/script/bundle';
import { fillLine } from '../../../shared/script/path';
import type { Bundles } from '../bundle/bundles';
import type { Amendments } from '../changes/amendments';
import { Refusal } from '../refusal';
import { recordIn, type CallRepository } from '../store/repositories/calls';
import type { DraftRepository } from '../store/repositories/drafts';
import type { PersonRepository } from '../store/repositories/seat/people';
import type { OutboxRow, QueueRepository, QueueRow } from '../store/repositories/queue';
import type { RetentionRepository } from '../store/repositories/seat/retention';
import { timelineOf } from './timeline';

export interface QueueParts {
  queue: QueueRepository;
  calls: CallRepository;
  drafts: DraftRepository;
  people: PersonRepository;
  retention: Pick<RetentionRepository, 'ofCall'>;
  bundles: Bundles;
  amendments: Pick<Amendments, 'ofCall'>;
}

/** What an agent sees of their own calls and a supervisor of the whole seat. Never holds identity. */
export class Queue {
  constructor(private readonly parts: QueueParts) {}

  /** The eight states and their sum. */
  counts(person: SessionPerson): QueueCounts {
    const byState = Object.fromEntries(
      QueueState.options.map((state) => [state, 0]),
    ) as QueueCounts['byState'];
    for (const { state, count } of this.parts.queue.countByState(scopeOf(person))) byState[state] = count;
    const all = Object.values(byState).reduce((sum, count) => sum + count, 0);
    return { all, byState };
  }

  async list(person: SessionPerson, query: Input<'queue.list'>): Promise<Output<'queue.list'>> {
    const names = this.parts.people.names();
    const { queue } = this.parts;
    const { rows, total } = await queue.search({ ...query, agentId: scopeOf(person) });
    return { items: rows.map((row) => toItem(row, names)), total };
  }

  /** Throws `not_found` for what is not there or not this person's to see: the two are not told apart. */
  item(person: SessionPerson, id: string): QueueItem {
    return toItem(this.rowFor(person, id), this.parts.people.names());
  }

  detail(person: SessionPerson, id: string): QueueDetail {
    const { queue, calls, drafts, people, retention } = this.parts;
    const row = this.rowFor(person, id);
    const names = people.names();
    const revisions = calls.listRevisions(id);
    const receipts = queue.receiptsOf(id);
    const outbox = queue.outboxOf(id);
    const records = revisions.map((each) => recordIn(each.body));
    const latest = records.at(-1);
    return {
      item: toItem(row, names),
      revisions: revisions.map((each, index) => {
        const record = records[index] as CallRecord;
        return {
          revision: each.revision,
          madeAt: each.madeAt,
          madeBy: names.get(each.madeBy) ?? each.madeBy,
          why: each.why,
          bodySha256: each.bodySha256,
          receipt: receipts.findLast((receipt) => receipt.revision === each.revision) ?? null,
          delivery: deliveryOf(each.revision, outbox, receipts),
          correctedBy: correctedBy(each.revision, outbox, receipts),
          scriptProof: record.scriptProof,
          form: formOf(record),
        };
      }),
      timeline: timelineOf({
        row,
        revisions,
        receipts,
        outbox,
        reviews: queue.reviewsOf(id),
        takeovers: drafts.takeoversOf(id),
        names,
      }),
      refusal: refusalOf(outbox, row.revision),
      unconfirmedSince: outbox.find(({ doubtedAt }) => doubtedAt !== null)?.doubtedAt ?? null,
      ...triesOf(outbox),
      lines: this.linesOf(id, records[0]),
      origin: records[0]?.origin ?? drafts.find(id)?.draft.origin ?? { kind: 'key' },
      changes: this.parts.amendments.ofCall(id),
      hasSealedIdentity: latest?.disposition === 'report' && latest.sealedIdentity !== null,
      identityDestroyed: retention.ofCall(id) ?? null,
    };
  }

  private rowFor(person: SessionPerson, id: string): QueueRow {
    const row = this.parts.queue.find(id);
    const scope = scopeOf(person);
    if (row === undefined || (scope !== null && row.agent_id !== scope)) throw new Refusal('not_found');
    return row;
  }

  /** The lines in the words of the call: none where that bundle no longer passes the guard, blanks before its end. */
  private linesOf(id: string, first: CallRecord | undefined): QueueDetail['lines'] {
    const version = first?.bundleVersion ?? this.parts.drafts.find(id)?.draft.bundleVersion;
    if (version === undefined) return [];
    try {
      const bundle = this.parts.bundles.get(version);
      const values = first && wordsSaid(first, bundle);
      return bundle.script.steps.flatMap((step) =>
        step.lines.map(({ id: line, text, must }) => ({
          id: line,
          text: values ? fillLine(text, values) : text,
          must,
        })),
      );
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  }
}

/** What stood in the lines' blanks while they were read: a later revision changes nothing of what was said. */
function wordsSaid(first: CallRecord, bundle: Bundle): ReturnType<typeof lineValues> {
  const saidAt = first.scriptProof.at(-1)?.at ?? first.startedAt;
  const accepted = acceptedAt(first.origin, saidAt, first.clockOffsetMs);
  return lineValues(formOf(first), bundle, first.agentNumber, accepted);
}

function scopeOf(person: SessionPerson): string | null {
  return person.role === 'supervisor' ? null : person.id;
}

function toItem(row: QueueRow, names: ReadonlyMap<string, string>): QueueItem {
  return {
    id: CallId.parse(row.id),
    localNumber: row.local_number,
    centerNumber: row.center_number,
    state: row.state,
    disposition: row.disposition as QueueItem['disposition'],
    title: row.title,
    place: row.place,
    grade: row.grade as QueueItem['grade'],
    urgency: row.urgency as QueueItem['urgency'],
    dueDate: row.due_date,
    isAnonymous: row.is_anonymous === null ? null : row.is_anonymous === 1,
    agentName: names.get(row.agent_id) ?? row.agent_id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    revision: row.revision,
    completeness: row.answered === null ? null : { answered: row.answered, of: 5 },
    isReviewed: row.stage === 'reviewed' || row.stage === 'returned',
  };
}

/** As the equation of arrival counts it: what is owed outweighs a receipt, for then the center lost it. */
function deliveryOf(
  revision: number,
  outbox: readonly OutboxRow[],
  receipts: readonly Receipt[],
): Delivery | null {
  const row = outbox.find((each) => each.revision === revision);
  if (row !== undefined) return row.delivery as Delivery;
  return receipts.some((each) => each.revision === revision) ? 'accepted' : null;
}

/** A refused revision stays refused; the first later one that arrived has put it right. */
function correctedBy(
  revision: number,
  outbox: readonly OutboxRow[],
  receipts: readonly Receipt[],
): number | null {
  if (deliveryOf(revision, outbox, receipts) !== 'quarantined') return null;
  const later = receipts.find(
    (each) => each.revision > revision && deliveryOf(each.revision, outbox, receipts) === 'accepted',
  );
  return later?.revision ?? null;
}

function refusalOf(outbox: readonly OutboxRow[], revision: number): ProblemDetails | null {
  const refusal = outbox.find((row) => row.revision === revision)?.refusal ?? null;
  if (refusal === null) return null;
  const parsed = ProblemDetails.safeParse(JSON.parse(refusal));
  return parsed.success ? parsed.data : null;
}

function triesOf(outbox: readonly OutboxRow[]): { tries: number; nextTryAt: number | null } {
  const pending = outbox.find((row) => row.delivery !== 'quarantined');
  const row = pending ?? outbox.at(-1);
  const isDue = pending !== undefined && pending.delivery !== 'sending';
  return { tries: row?.tries ?? 0, nextTryAt: isDue ? pending.nextTryAt : null };
}
