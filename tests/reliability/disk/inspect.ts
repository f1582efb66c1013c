import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorCheck, verifyAudit } from '../../../src/main/core/audit/verify';
import { rehearse } from '../../../src/main/core/backup/make';
import { readBook } from '../../../src/main/core/backup/book';
import { assertWhole } from '../../../src/main/core/store/backup/copy';
import type { Store } from '../../../src/main/core/store/store';
import type { CenterClient } from '../../../src/main/core/sync/ports';
import type { Ack, DiskOutcome } from './protocol';
import { centerInMemory, DiskSeat, type Enrolled } from './seat';

export const parseAcks = (text: string): Ack[] =>
  text
    .split('\n')
    .slice(0, -1) // what stands behind the last line's end was not told to its end
    .flatMap((line) => JSON.parse(line) as Ack);

/** A center out of reach: what is looked at stays as it is found. */
export function noCenter(signerKey: string): CenterClient {
  const center = centerInMemory(signerKey);
  const nobody = () =>
    Promise.resolve({ kind: 'failed', cause: 'unreachable', mayHaveArrived: false } as const);
  return {
    ...center,
    push: nobody,
    ask: nobody,
    ledger: nobody,
    health: nobody,
    bundle: nobody,
    changes: nobody,
    close: () => undefined,
  };
}

/**
 * Starts a seat on what was found and holds it against what was acknowledged. `looksAtBackups`: rehearses them too, which
 * takes longer.
 */
export async function inspect(
  root: string,
  acks: readonly Ack[],
  enrolled: Enrolled,
  outcome: DiskOutcome,
  looksAtBackups: boolean,
): Promise<void> {
  const data = join(root, 'data');
  const complain = (what: 'lost' | 'corrupt' | 'amiss', text: string): void => {
    outcome[what] += 1;
    if (outcome.complaints.length < 20) outcome.complaints.push(`${what}: ${text}`);
  };
  const told = acks.filter(({ at }) => at !== 'refused');
  outcome.acknowledged += told.length;
  const seat = await DiskSeat.open(data, enrolled.enrolmentFile, noCenter(enrolled.signerKey));
  const { store: state } = await seat.ask('app.state', {});
  const store = seat.core.desk()?.store;
  if (state.kind !== 'open' || store === undefined) {
    complain(told.length > 0 ? 'lost' : 'amiss', `the seat does not start: ${JSON.stringify(state)}`);
    await seat.core.stop();
    return;
  }
  holdAgainst(store, acks, complain);
  const { unknown } = store.conservation();
  if (unknown !== 0) complain('corrupt', `${String(unknown)} records in no state`);
  const { fault } = verifyAudit(
    store.audit.rows(),
    store.anchors.list(),
    anchorCheck('ZZ01', () => true),
  );
  if (fault !== null) complain('corrupt', `audit: ${fault.kind} at ${String(fault.seq)}`);
  const key = seat.keyStore.key;
  await seat.core.stop();
  if (key === undefined) throw new Error('The store was opened without a key');
  try {
    assertWhole({ file: join(data, 'seat.db'), key, nativeBinding: null });
  } catch (error) {
    complain('corrupt', `integrity: ${String(error)}`);
  }
  if (looksAtBackups) holdBackups(data, key, acks, complain);
}

function holdAgainst(
  store: Store,
  acks: readonly Ack[],
  complain: (what: 'lost' | 'corrupt', text: string) => void,
): void {
  const finished = new Map<string, string>();
  const drafts = new Map<string, Extract<Ack, { at: 'draft' }>>();
  for (const ack of acks) {
    // A call ends once: what was told first is what counts.
    if (ack.at === 'saved' && !finished.has(ack.id)) finished.set(ack.id, ack.note);
    if (ack.at === 'draft') drafts.set(ack.id, ack);
    if (ack.at === 'receipt') {
      const delivery = store.calls.findHead(ack.id)?.delivery;
      if (delivery !== 'accepted') complain('lost', `the receipt of ${ack.id}: ${String(delivery)}`);
    }
  }
  for (const [id, note] of finished) {
    const [revision] = store.calls.listRevisions(id);
    if (revision === undefined) complain('lost', `the call ${id} was acknowledged`);
    else if (!revision.body.includes(JSON.stringify(note).slice(1, -1)))
      complain('lost', `what was typed into ${id} before it was told as saved`);
  }
  for (const [id, { saveCount, note }] of drafts) {
    if (finished.has(id) || store.calls.findHead(id) !== undefined) continue;
    const draft = store.drafts.find(id)?.draft;
    if (draft === undefined || draft.saveCount < saveCount)
      complain('lost', `the save ${String(saveCount)} of ${id}`);
    else if (draft.saveCount === saveCount && draft.form.note !== note)
      complain('corrupt', `the save of ${id} is another`);
  }
}

/** What the book names can be restored, and what was told as made is named. */
function holdBackups(
  data: string,
  key: Buffer,
  acks: readonly Ack[],
  complain: (what: 'lost' | 'corrupt', text: string) => void,
): void {
  const folder = join(data, 'backups');
  const { kept } = readBook(folder) ?? { kept: [] };
  for (const ack of acks)
    if (ack.at === 'backup' && !kept.some(({ file }) => file === ack.file))
      complain('lost', `the backup ${ack.file}`);
  for (const { file, calls } of kept) {
    try {
      rehearse({ file: join(folder, file), key, nativeBinding: null }, null);
    } catch (error) {
      complain('corrupt', `the backup ${file} of ${String(calls)} calls: ${String(error)}`);
    }
  }
}

export const acksIn = (root: string): Ack[] => {
  const file = join(root, 'acks');
  return existsSync(file) ? parseAcks(readFileSync(file, 'utf8')) : [];
};
