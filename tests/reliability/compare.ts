import { createHash } from 'node:crypto';
import type { StoredRecord } from '../../src/center/records/store';
import type { Line } from './protocol';

/** What the parent read from the seat before each kill. */
export interface Account {
  /** By id: what the agent was told is saved, and what was typed into it. */
  acknowledged: Map<string, { revision: number; note: string }>;
  /** By id: the hash under which it was finished, where the seat lived long enough to tell. */
  hashes: Map<string, string>;
}

export interface Outcome {
  acknowledged: number;
  lost: number;
  doubled: number;
  corrupt: number;
  /** What is wrong, for a person; the first twenty. */
  complaints: string[];
}

/** Takes into the account what the seat has just said. */
export function noteDown(line: Line, account: Account): void {
  if (line.at === 'saved') account.acknowledged.set(line.id, { revision: line.revision, note: line.note });
  if (line.at === 'body') account.hashes.set(line.id, line.sha256);
}

type Store = Extract<Line, { at: 'store' }>;

/**
 * The seat's account, its store and the center, held against each other. Lost: acknowledged and not at the center with
 * what was typed. Doubled: two records at the center for one call. Corrupt: texts that are not what was hashed, a damaged
 * file, states that do not add up.
 */
export function compare(account: Account, store: Store, center: readonly StoredRecord[]): Outcome {
  const complaints: string[] = [];
  const complain = (text: string): number => complaints.push(text);
  const byId = new Map(center.map((record) => [record.id, record]));
  let lost = 0;
  let corrupt = 0;

  for (const [id, { note }] of account.acknowledged) {
    const there = byId.get(id) ?? center.find(({ body }) => body.includes(JSON.stringify(note).slice(1, -1)));
    if (there === undefined) {
      lost += 1;
      complain(`lost: ${id} was acknowledged and is not at the center`);
    } else if (!there.body.includes(JSON.stringify(note).slice(1, -1))) {
      corrupt += 1;
      complain(`changed: ${id} is at the center without what was typed`);
    }
    const hash = account.hashes.get(id);
    if (there !== undefined && hash !== undefined && there.id === id && sha256(there.body) !== hash) {
      corrupt += 1;
      complain(`changed: ${id} is at the center, and not byte for byte`);
    }
  }

  const byNumber = new Map<string, number>();
  for (const { body } of center) {
    const { localNumber, revision } = JSON.parse(body) as { localNumber: string; revision: number };
    const name = `${localNumber}/${String(revision)}`;
    byNumber.set(name, (byNumber.get(name) ?? 0) + 1);
  }
  const doubles = [...byNumber].filter(([, times]) => times > 1);
  for (const [name, times] of doubles) complain(`doubled: ${name} is at the center ${String(times)} times`);

  for (const { id, revision, sha256: hash, isIntact, receipt, centerNumber } of store.revisions) {
    const there = byId.get(id);
    if (!isIntact) complain(`changed: ${id}/${String(revision)} in the store is not what was hashed`);
    else if (receipt === 'none') complain(`owed: ${id} has no receipt after the drain`);
    else if (receipt === 'false') complain(`forged: the receipt of ${id} does not hold`);
    else if (there === undefined) complain(`lie: ${id} has a receipt and is not at the center`);
    else if (there.centerNumber !== centerNumber)
      complain(`forged: the receipt of ${id} is not the one given`);
    else if (there.bodySha256 !== hash || sha256(there.body) !== hash) complain(`differs: ${id}`);
    else continue;
    if (there !== undefined || !account.acknowledged.has(id)) corrupt += 1;
  }
  if (store.integrity !== 'ok') corrupt += complain(`integrity: ${store.integrity}`) > 0 ? 1 : 0;
  if (store.unknown !== 0)
    corrupt += complain(`unknown: ${String(store.unknown)} records in no state`) > 0 ? 1 : 0;
  if (store.quarantined !== 0) {
    corrupt += complain(`quarantined: ${String(store.quarantined)} good records refused`) > 0 ? 1 : 0;
  }
  const doubled = doubles.length;
  return {
    acknowledged: account.acknowledged.size,
    lost,
    doubled,
    corrupt,
    complaints: complaints.slice(0, 20),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
