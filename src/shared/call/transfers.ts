import { isFiller, type Problem, type ProblemCode } from '../report/problems';
import type { Bundle } from '../script/bundle';
import type { Transfer } from './origin';

/** 严禁无故转接: what has to be told of a transfer besides its reason, in 汉字 or letters. */
export const MIN_TRANSFER_NOTE = 5;

/** What a transfer lacks: a reason of the bundle's list, to whom, and a note that says something. */
export function transferLacks(transfer: Omit<Transfer, 'at'>, bundle: Bundle): ProblemCode[] {
  const lacks: ProblemCode[] = [];
  if (!bundle.catalogue.transferReasons.some(({ id }) => id === transfer.reasonId)) {
    lacks.push('transfer_reason_missing');
  }
  if (isFiller(transfer.to)) lacks.push('transfer_to_missing');
  const said = transfer.note.replace(/[^\p{L}\p{N}]/gu, '');
  if ([...said].length < MIN_TRANSFER_NOTE || isFiller(transfer.note)) lacks.push('transfer_note_too_short');
  return lacks;
}

/** The same as problems of a call. They stand at 来意, the last step that every call goes through. */
export function transferProblems(transfers: readonly Transfer[], bundle: Bundle): Problem[] {
  return transfers.flatMap((transfer) =>
    transferLacks(transfer, bundle).map((code) => ({ step: 'purpose' as const, field: 'transfers', code })),
  );
}

/** True where nothing recorded before is left out or changed: a transfer is counted, so it stays. */
export function keepsTransfers(before: readonly Transfer[], after: readonly Transfer[]): boolean {
  return before.every((transfer, index) => JSON.stringify(transfer) === JSON.stringify(after[index]));
}
