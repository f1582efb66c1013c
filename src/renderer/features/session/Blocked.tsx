import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/ipc/errors';
import { failureWords } from '../../ui/feedback/failure-words';
import { Notice } from '../../ui/feedback/Notice';
import { fullTime } from '../../ui/times';
import { DoorSheet } from './DoorSheet';
import { EnrolByCode } from './EnrolByCode';

interface BlockedProps {
  failure: Failure;
  onRetry: () => void;
  /** One that could take a damaged store's place. */
  backup?: { at: number; calls: number } | undefined;
}

/** The store can't be opened: what happened, what to do, and that nothing was deleted. Never "start again from empty". */
export function Blocked({ failure, onRetry, backup }: BlockedProps) {
  const { t } = useTranslation();
  return (
    <DoorSheet
      view="blocked"
      title={failureWords(t, failure).what}
      lead={failureWords(t, failure).why || t('blocked.nothingLost')}
    >
      <Todo failure={failure} onRetry={onRetry} />
      {backup !== undefined && (
        <Notice tone="info" title={t('backup.door.there')}>
          <Box>{t('backup.door.newest', { at: fullTime(backup.at), calls: backup.calls })}</Box>
          <Box>{t('backup.door.how')}</Box>
          <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
            {t('backup.door.command')}
          </Box>
        </Notice>
      )}
    </DoorSheet>
  );
}

/** This PC is no seat yet, or its enrolment was refused: a code makes it one, or a file. */
export function NotEnrolled({ failure, onRetry }: { failure: Failure | null; onRetry: () => void }) {
  const { t } = useTranslation();
  const shown: Failure = failure ?? { code: 'not_enrolled' };
  const isPlain = shown.code === 'not_enrolled';
  return (
    <DoorSheet
      view="not-enrolled"
      title={failureWords(t, shown).what}
      lead={failureWords(t, shown).why || t(isPlain ? 'people.enrol.lead' : 'blocked.enrolmentLead')}
    >
      {!isPlain && (
        <Notice tone="attention" role="alert" title={t('blocked.todo')}>
          {todoOf(t, shown)}
        </Notice>
      )}
      <EnrolByCode hasFocus={isPlain} />
      <Box
        sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary', fontSize: '0.95rem' }}
      >
        {t('people.enrol.byFile')}
        <Button size="small" autoFocus={!isPlain} onClick={onRetry} sx={{ flexShrink: 0 }}>
          {t('app.tryAgain')}
        </Button>
      </Box>
    </DoorSheet>
  );
}

/** A PC that never had a bundle has none to go on with. */
function todoOf(t: TFunction, failure: Failure): string {
  return failure.code === 'bundle_refused' ? t('blocked.bundleTodo') : failureWords(t, failure).todo;
}

function Todo({ failure, onRetry }: BlockedProps) {
  const { t } = useTranslation();
  return (
    <>
      <Notice tone="attention" role="alert" title={t('blocked.todo')}>
        {todoOf(t, failure)}
      </Notice>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Button variant="contained" size="large" autoFocus onClick={onRetry}>
          {t('app.tryAgain')}
        </Button>
        <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>
          {t('blocked.code', { code: failure.code })}
        </Box>
      </Box>
    </>
  );
}
