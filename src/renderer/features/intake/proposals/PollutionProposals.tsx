import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../../shared/lead/occurrence';
import { ariaKeys } from '../../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../../commands';
import { OfferButton } from '../../../ui/OfferButton';
import { useCall } from '../call/call-context';
import { openTimes, openTypes, withAllProposed, withTime } from './reading';
import { marked } from '../../../ui/views';

/** `22:00` of a minute of the day. */
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Types and regular times heard in the story: one key takes all, a press takes or leaves one. */
export function PollutionProposals() {
  const { t } = useTranslation();
  const { form, bundle, reading, changeReport } = useCall();
  const types = openTypes(reading, form.report);
  const times = openTimes(reading, form.report);
  const isOpen = types.length + times.length > 0;
  const takeAll = () => changeReport((report) => withAllProposed(report, reading));
  useCommand('takeProposals', takeAll, isOpen);
  const kept = form.report.pollution.occurrences;
  if (!isOpen && kept.length === 0) return null;
  const nameOf = (code: string) =>
    bundle.catalogue.pollutionTypes.find((type) => type.code === code)?.name ?? code;
  const time = (each: Occurrence, isKept: boolean) => (
    <OfferButton
      key={`${each.kind}${each.words}`}
      aria-pressed={isKept}
      data-time={each.kind}
      onClick={() => changeReport((report) => withTime(report, each))}
    >
      {t('proposals.time', { words: each.words })}
      {each.window && ` ${clock(each.window.from)}–${clock(each.window.to)}`}
      {each.isNight && ` · ${t('proposals.night')}`}
    </OfferButton>
  );
  return (
    <Box
      role="group"
      aria-label={t('proposals.heard')}
      data-testid="pollution-proposals"
      {...marked('pollution-proposals')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75 }}
    >
      <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('proposals.heard')}</Box>
      {types.map((code) => (
        <OfferButton
          key={code}
          data-offered-type={code}
          onClick={() =>
            changeReport((report) =>
              withAllProposed(report, { ...reading, types: [{ code, spans: [] }], occurrences: [] }),
            )
          }
        >
          {nameOf(code)}
        </OfferButton>
      ))}
      {kept.map((each) => time(each, true))}
      {times.map((each) => time(each, false))}
      {isOpen && (
        <Button
          size="small"
          onClick={takeAll}
          aria-keyshortcuts={ariaKeys('takeProposals')}
          data-testid="take-proposals"
        >
          {t('proposals.takeAll')}
          <Cap of="takeProposals" />
        </Button>
      )}
    </Box>
  );
}
