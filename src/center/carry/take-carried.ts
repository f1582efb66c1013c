import { MAX_BATCH } from '../../shared/center-api/messages';
import type { InFrame } from '../../shared/carry/container';
import type { Center } from '../http/parts';
import type { CenterKeys } from '../keys/keys';
import { takeIn } from '../records/intake';
import { openCarried } from './open-carried';
import { writeAnswer } from './write-answer';

export interface CarriedOutcome {
  seatId: string;
  records: number;
  /** Written now, here before, and refused with reasons. */
  taken: number;
  known: number;
  refused: number;
  answer: Uint8Array;
}

type Parts = Pick<Center, 'bundles' | 'seats' | 'store' | 'changes' | 'findBundle' | 'isSealingKey' | 'now'>;

/**
 * Takes in a file that was carried from a seat, by the same door as what comes over the line, and makes the answer that is
 * carried back: receipts and refusals, what the center did since, and the bundle in force. Bringing a file twice gives the
 * same receipts. Throws a CarriedRefusal, and then nothing was changed.
 */
export async function takeCarried(
  bytes: Uint8Array,
  keys: CenterKeys,
  center: Parts,
): Promise<CarriedOutcome> {
  const { head, secret, batches } = await openCarried(bytes, keys, (id) => center.seats.secretOf(id));
  await center.bundles.look();
  const sums = { taken: 0, known: 0, refused: 0 };
  const frames: InFrame[] = [];
  for (const records of batches()) {
    const outcome = await takeIn(head.seatId, records, { ...center, now: center.now() });
    // Each record was named, or the file would not have opened.
    if (outcome.kind === 'unreadable') throw new Error('A record without a name');
    for (const { status } of outcome.results) sums[SUM_OF[status]] += 1;
    frames.push({ kind: 'results', centerTime: center.now(), results: outcome.results });
  }
  frames.push(...(await changesFor(head.seatId, head.changesAfter, center)));
  frames.push({ kind: 'bundle', bundle: center.bundles.current(head.seatId).signed });
  const answer = writeAnswer(head, frames, secret, keys, center.now());
  return { seatId: head.seatId, records: head.records, ...sums, answer };
}

const SUM_OF = { 201: 'taken', 208: 'known', 409: 'refused', 422: 'refused' } as const;

/** So many pages at most; the rest comes over the line, or with the next answer. */
const MAX_PAGES = MAX_BATCH;

async function changesFor(seatId: string, after: number, { changes }: Parts): Promise<InFrame[]> {
  const frames: InFrame[] = [];
  let position = after;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const found = await changes.after(seatId, position);
    if (found.changes.length > 0) frames.push({ kind: 'changes', changes: found.changes });
    position += found.changes.length; // numbered without a gap
    if (!found.hasMore) break;
  }
  return frames;
}
