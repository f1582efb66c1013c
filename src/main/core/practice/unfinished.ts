import type { SessionPerson } from '../../../shared/ipc/contract';
import { linesAt } from '../../../shared/script/path';
import type { Desk } from '../desk';

/**
 * Ends the calls of an exercise that was broken off, by the ordinary use cases: as 来电中断. A practice desk's alone,
 * since it says the greeting was said: nobody was on that line.
 */
export function endUnfinished(desk: Desk, person: SessionPerson, now: number): void {
  for (const draft of desk.drafts.list(person)) {
    if (draft.revises !== null) continue;
    const { script } = desk.bundles.get(draft.bundleVersion);
    const form = { ...draft.form, purpose: 'dropped' as const };
    const confirmations = linesAt(script, 'greeting', form).map(({ id }) => ({ lineId: id, at: now }));
    const saveCount = draft.saveCount + 1;
    const { id } = draft;
    desk.drafts.save(person, { id, saveCount, step: 'purpose', confirmations, form, hungUpAt: now });
    desk.calls.finish(person, { id, saveCount });
  }
}
