import SchoolOutlined from '@mui/icons-material/SchoolOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../navigation';
import { usePracticeDoor } from '../../seat/practice-door';
import { useSeatQuery } from '../../seat/seat-queries';
import { Notice } from '../../ui/feedback/Notice';
import { marked } from '../../ui/views';

/** On the idle desk: a quiet moment is one to practise in; what a real call broke off is offered again. */
export function PracticeOffer() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { enter } = usePracticeDoor();
  const state = useSeatQuery('practice.state', {}).data;
  if (state === undefined || state.mode !== null) return null;
  const { interrupted } = state;
  if (interrupted === null) {
    return (
      <Button
        size="small"
        startIcon={<SchoolOutlined />}
        onClick={() => go('practice')}
        data-testid="practice-offer"
      >
        {t('practice.offer')}
      </Button>
    );
  }
  return (
    <Box data-testid="practice-interrupted" {...marked('practice-interrupted')}>
      <Notice
        tone="info"
        title={t('practice.interrupted', { kind: t(`practice.kind.${interrupted}.name`) })}
        action={
          <Button
            size="small"
            onClick={() => enter({ kind: interrupted, tellsAll: false, isResumed: true })}
            data-testid="practice-resume"
          >
            {t('practice.resume')}
          </Button>
        }
      />
    </Box>
  );
}
