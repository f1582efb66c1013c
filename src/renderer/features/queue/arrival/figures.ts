import type { TFunction } from 'i18next';
import type { ArrivalCounts, ArrivalFilter, ArrivalPart } from '../../../../shared/queue/arrival';
import type { Tone } from '../../../ui/tags/tones';

/** The terms of the equation after `made`, as they are shown. `lost` only where there is something to show. */
export function partsOf(counts: ArrivalCounts): ArrivalPart[] {
  const parts: ArrivalPart[] = ['received', 'owed', 'unconfirmed', 'quarantined'];
  return counts.lost === 0 ? parts : [...parts, 'lost'];
}

export const PART_TONE: Record<ArrivalPart, Tone> = {
  received: 'good',
  owed: 'info',
  unconfirmed: 'attention',
  quarantined: 'danger',
  lost: 'danger',
};

/** What the filter shows, in words: the day, and the part of it. */
export function filterWords({ day, part }: ArrivalFilter, t: TFunction): string {
  return [day ?? t('arrival.allDays'), t(part === null ? 'arrival.made' : `arrival.part.${part}`)].join(
    t('app.comma'),
  );
}

export function isSame(a: ArrivalFilter | null, b: ArrivalFilter): boolean {
  return a !== null && a.day === b.day && a.part === b.part;
}
