import type { Receipt } from '../../../shared/center-api/receipt';
import type { QueueDetail } from '../../../shared/ipc/contract';
import type { RevisionHead } from '../store/repositories/calls';
import type { OutboxRow, QueueRow, ReviewRow } from '../store/repositories/queue';

type Entry = QueueDetail['timeline'][number];

export interface TimelineParts {
  row: QueueRow;
  revisions: readonly RevisionHead[];
  receipts: readonly Receipt[];
  outbox: readonly OutboxRow[];
  reviews: readonly ReviewRow[];
  takeovers: readonly { by: string; at: number; why: string }[];
  /** Names by person id. */
  names: ReadonlyMap<string, string>;
}

/** What happened to a call, oldest first. Taken from the facts themselves, so it cannot tell another story. */
export function timelineOf(parts: TimelineParts): Entry[] {
  const nameOf = (id: string): string => parts.names.get(id) ?? id;
  const { row } = parts;
  const entries: Entry[] = [
    { at: row.started_at, what: 'call_started', who: nameOf(row.agent_id), detail: '' },
    ...parts.revisions.map((revision): Entry => {
      const what = revision.revision === 1 ? 'finished' : 'revised';
      return { at: revision.madeAt, what, who: nameOf(revision.madeBy), detail: revision.why };
    }),
    ...parts.takeovers.map(({ at, by, why }): Entry => {
      return { at, what: 'taken_over', who: nameOf(by), detail: why };
    }),
    ...parts.receipts.map((receipt): Entry => {
      return { at: receipt.receivedAt, what: 'received', who: '', detail: receipt.centerNumber };
    }),
    ...parts.outbox.flatMap(tryOf),
    ...parts.reviews.map((review): Entry => {
      return {
        at: review.madeAt,
        what: review.verdict,
        who: nameOf(review.reviewerId),
        detail: review.remark,
      };
    }),
  ];
  return entries.sort((a, b) => a.at - b.at);
}

/** The last try alone is kept: a seat that is offline for a month must not fill its disk with tries. */
function tryOf(row: OutboxRow): Entry[] {
  if (row.lastTryAt === null) return [];
  const detail = row.delivery === 'sending' ? '' : (row.cause ?? '');
  const what = {
    owed: 'try_failed',
    sending: 'sent',
    unconfirmed: 'unconfirmed',
    quarantined: 'quarantined',
  }[row.delivery] as Entry['what'] | undefined;
  return what === undefined ? [] : [{ at: row.lastTryAt, what, who: '', detail }];
}
