import type { Draft } from '../../../shared/call/form';
import { Refusal } from '../refusal';
import type { DraftRepository } from '../store/repositories/drafts';

/**
 * Throws `open_calls`, naming each call of this person that lacks its end: hung up or not, of today or left by a crash.
 * Nobody takes the next call or leaves before that.
 */
export function refuseWhileOpen(drafts: DraftRepository, personId: string): void {
  const open = drafts.openCallsOf(personId);
  if (open.length > 0) throw openCallsRefusal(open);
}

export function openCallsRefusal(open: readonly Pick<Draft, 'localNumber'>[]): Refusal {
  const numbers = open.map((draft) => draft.localNumber).join(', ');
  return new Refusal('open_calls', { count: open.length, numbers });
}
