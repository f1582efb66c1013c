import type { Words } from '../../../shared/self-check/report-text';
import type { CommandReport } from '../ports';
import type { Store } from '../store/store';

/**
 * Whether anything of this profile is not at the center yet: what an uninstall asks before it offers to remove the data.
 * Exit code 0 only where nothing is; a store that is not open may owe anything.
 */
export function owes(words: Words, store: Store | null): CommandReport {
  if (store === null) {
    const lines = [words('policy.owes.unknown'), JSON.stringify({ command: 'owes', isKnown: false })];
    return { lines, exitCode: 1 };
  }
  const { owed, quarantined, unknown } = store.conservation();
  const uploads = store.uploads.summary();
  const counts = {
    records: owed + quarantined + unknown,
    attachments: uploads.owed + uploads.refused,
    drafts: store.drafts.count(),
  };
  const isOwing = Object.values(counts).some((count) => count > 0);
  const line = isOwing ? words('policy.owes.something', counts) : words('policy.owes.nothing');
  return {
    lines: [line, JSON.stringify({ command: 'owes', isKnown: true, ...counts })],
    exitCode: isOwing ? 1 : 0,
  };
}
