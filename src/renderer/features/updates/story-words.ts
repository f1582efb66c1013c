import type { TFunction } from 'i18next';
import { assertNever } from '../../../shared/assert-never';
import { ErrorCode } from '../../../shared/ipc/errors';
import type { StartStory } from '../../../shared/updates/view';
import { failureWords } from '../../ui/feedback/failure-words';

/** What the last first start came to, in sentences. */
export function storyWords(t: TFunction, { version, cameFrom, what }: StartStory): string[] {
  const names = { version, cameFrom: cameFrom ?? '—' };
  switch (what.kind) {
    case 'updated':
      return [t('updates.story.updated', names)];
    case 'migrated':
      return [
        t('updates.story.migrated', { ...names, from: what.from, to: what.to }),
        t(what.wayBack ? 'updates.story.wayBack' : 'updates.story.noWayBack'),
      ];
    case 'failed':
      return [t('updates.story.failed', { ...names, why: failureIn(t, what.why) })];
    case 'rolled_back': {
      const { tried, why, store } = what;
      return [
        t('updates.story.rolledBack', { ...names, tried }),
        why === null
          ? t('updates.story.whyNobody', { tried })
          : t('updates.story.whyFailed', { tried, why: failureIn(t, why) }),
        t(`updates.story.${store}`),
      ];
    }
    default:
      return assertNever(what);
  }
}

/** A failure that a later program named and this one does not know stays a code. */
function failureIn(t: TFunction, code: string): string {
  const known = ErrorCode.safeParse(code);
  return known.success ? failureWords(t, { code: known.data }).what.replace(/[。.]$/, '') : code;
}
