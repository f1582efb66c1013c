import type { Receipt } from '../../../shared/center-api/receipt';
import type { QueueDetail } from '../../../shared/ipc/contract';
import type { RevisionHead } from '../store/repositories/calls';
import type { OutboxRow, QueueRow, ReviewRow } from '../store/repositories/queue';

type Entry = QueueDetail['timeline'][number];

/** `place`: where it stands among the others, where that is not its time. */
type Placed = Entry & { place?: number };

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

/**
 * What happened to a call, oldest first. Taken from the facts themselves, so it cannot tell another story. A clock that was
 * set meanwhile changes no order of what has one: the call begins, then its revisions by their numbers, each before its
 * receipt.
 */
export function timelineOf(parts: TimelineParts): Entry[] {
  const nameOf = (id: string): string => parts.names.get(id) ?? id;
  const { row } = parts;
  const revisions = [...parts.revisions].sort((a, b) => a.revision - b.revision);
  let latest = row.started_at;
  /** From when an entry may stand, by the revision it is about. */
  const notBefore = new Map<number, number>();
  for (const { revision, madeAt } of revisions) {
    notBefore.set(revision, (latest = Math.max(latest, madeAt)));
  }
  const entries: Placed[] = [
    { place: -Infinity, at: row.started_at, what: 'call_started', who: nameOf(row.agent_id), detail: '' },
    ...revisions.map(({ revision, madeAt, madeBy, why }): Placed => {
      const what = revision === 1 ? 'finished' : 'revised';
      const place = notBefore.get(revision) ?? madeAt;
      return { place, at: madeAt, what, who: nameOf(madeBy), detail: why };
    }),
    ...parts.takeovers.map(({ at, by, why }): Entry => {
      return { at, what: 'taken_over', who: nameOf(by), detail: why };
    }),
    ...parts.receipts.map(({ receivedAt, revision, centerNumber }): Placed => {
      const place = Math.max(receivedAt, notBefore.get(revision) ?? receivedAt);
      return { place, at: receivedAt, what: 'received', who: '', detail: centerNumber };
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
  return entries.sort((a, b) => (a.place ?? a.at) - (b.place ?? b.at)).map(({ place: _, ...entry }) => entry);
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
