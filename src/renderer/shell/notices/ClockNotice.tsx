import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../shared/ipc/contract';
import { clockError, span } from '../../../shared/network/clock';
import { NoticeLine } from './NoticeLine';

/** What is wrong with this PC's clock; null where nobody need care. */
export function clockWords(t: TFunction, { clockOffsetMs, clockJumpMs }: SyncState): string | null {
  const error = clockError(clockOffsetMs);
  if (error !== null) {
    return t(`clock.${error.way}`, { span: t(`clock.span.${error.unit}`, { n: error.n }) });
  }
  if (clockOffsetMs !== null || clockJumpMs === null) return null;
  const { unit, n } = span(Math.abs(clockJumpMs));
  const way = t(clockJumpMs > 0 ? 'clock.forward' : 'clock.back');
  return t('clock.set', { way, span: t(`clock.span.${unit}`, { n }) });
}

/** Said above every page while the clock is off; deadlines are right all the same where the center's time is known. */
export function ClockNotice({ sync }: { sync: SyncState }) {
  const { t } = useTranslation();
  const words = clockWords(t, sync);
  if (words === null) return null;
  return (
    <NoticeLine view="clock" testId="clock-notice" words={words}>
      {t(sync.clockOffsetMs === null ? 'clock.setNotice' : 'clock.notice')}
    </NoticeLine>
  );
}
