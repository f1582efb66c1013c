import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/ipc/contract';
import { usePracticeDoor } from '../../seat/practice-door';
import { useSeatQuery } from '../../seat/seat-queries';
import { EmptyState } from '../../ui/feedback/EmptyState';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Page } from '../../ui/Page';
import { ChooseExercise } from './ChooseExercise';
import { DrillSheet } from './DrillSheet';
import { History } from './History';
import { ScoreSheet } from './ScoreSheet';

/** 练习: choosing an exercise, what the last call came to, and how one has come along. */
export function PracticePage({ app }: { app: AppState }) {
  const { t } = useTranslation();
  const { failure } = usePracticeDoor();
  const isOn = app.practice !== null;
  return (
    <Page view="practice" title={t('nav.practice')} lead={t(isOn ? 'practice.leadOn' : 'practice.lead')}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) 23rem',
          gridTemplateRows: 'minmax(0, 1fr)',
          gap: 1.5,
          height: '100%',
        }}
      >
        <Box
          sx={{
            minWidth: 0,
            minHeight: 0,
            overflowY: 'auto',
            display: 'grid',
            gap: 1.5,
            alignContent: 'start',
          }}
        >
          {failure !== null && <FailureNotice view="practice" error={failure} />}
          {isOn ? <Exercise /> : <ChooseExercise />}
        </Box>
        <History canWipe={!isOn} />
      </Box>
    </Page>
  );
}

function Exercise() {
  const { t } = useTranslation();
  const state = useSeatQuery('practice.state', {});
  if (state.isPending) return <Loading view="practice" />;
  if (state.isError) return <FailureNotice view="practice" error={state.error} />;
  const { drill, last } = state.data;
  if (drill !== null) return <DrillSheet drill={drill} />;
  if (last !== null) return <ScoreSheet key={last.callId} callId={last.callId} />;
  return <EmptyState view="practice" title={t('practice.empty')} hint={t('practice.emptyHint')} />;
}
