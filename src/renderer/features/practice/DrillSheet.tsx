import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { DRILL_CHOICES, type DrillState } from '../../../shared/practice/drill';
import { useSeatAct } from '../../seat/seat-queries';
import { isComposing, isTyping } from '../../ui/composing';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Notice } from '../../ui/feedback/Notice';
import { Kbd } from '../../ui/Kbd';
import { Tag } from '../../ui/tags/Tag';
import { marked } from '../../ui/views';

const SIGN = { open: '○', done: '✓', missed: '✗' } as const;
const TONE = { open: 'plain', done: 'good', missed: 'attention' } as const;

const Choice = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'flex',
  justifyContent: 'flex-start',
  gap: '0.7rem',
  width: '100%',
  padding: '0.55rem 0.9rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  fontSize: '1rem',
  textAlign: 'left',
  '&:hover': { borderColor: seat.primary, background: seat.primaryTint },
}));

/** The drill: where it stands, what it asks, and the list that ticks itself. */
export function DrillSheet({ drill }: { drill: DrillState }) {
  const { t } = useTranslation();
  const isDone = drill.phase === 'done';
  const passed = drill.checks.filter(({ state }) => state === 'done').length;
  return (
    <Box
      component="section"
      aria-labelledby="drill-title"
      data-testid="drill-sheet"
      {...marked('drill')}
      data-phase={drill.phase}
      sx={({ seat }) => ({
        display: 'grid',
        gap: 1.5,
        p: 2,
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Typography variant="h2" id="drill-title" sx={{ flex: 1, fontSize: '1.15rem' }}>
          {t(`practice.drill.phase.${drill.phase}`)}
        </Typography>
        {isDone && (
          <Box
            component="strong"
            data-testid="drill-passed"
            sx={{ fontSize: '1.5rem', color: 'primary.main' }}
          >
            {passed} / {drill.checks.length}
          </Box>
        )}
      </Box>
      <Box sx={{ color: 'text.secondary' }}>{t(`practice.drill.todo.${drill.phase}`)}</Box>
      {drill.answered && (
        <Notice
          tone={drill.answered.isRight ? 'good' : 'attention'}
          title={t(drill.answered.isRight ? 'practice.drill.right' : 'practice.drill.notQuite')}
        >
          {t(`practice.drill.question.${drill.answered.id}.why`)}
        </Notice>
      )}
      {drill.question && <Question key={drill.question.id} question={drill.question} />}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {drill.checks.map(({ id, state }) => (
          <Box
            key={id}
            component="li"
            data-testid="drill-check"
            data-check={id}
            data-state={state}
            sx={({ seat }) => ({
              display: 'grid',
              gridTemplateColumns: '6.5rem minmax(0, 1fr)',
              gap: 1.25,
              alignItems: 'baseline',
              py: 0.5,
              borderTop: `1px solid ${seat.line}`,
            })}
          >
            <Tag tone={TONE[state]}>
              <span aria-hidden>{SIGN[state]}</span> {t(`practice.drill.state.${state}`)}
            </Tag>
            <Box>{t(`practice.drill.check.${id}`)}</Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Question({ question }: { question: NonNullable<DrillState['question']> }) {
  const { t } = useTranslation();
  const { mutate, isError, error, isPending } = useSeatAct('practice.answer', ['practice.state']);
  const { id, choices } = question;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey)
        return;
      const choice = choices[Number(event.key) - 1];
      if (choice === undefined) return;
      event.preventDefault();
      if (!event.repeat) mutate({ question: id, choice });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [id, choices, mutate]);

  const wordOf = (choice: string): string => {
    if (id === 'oldest_age') {
      const minutes = Number(choice);
      return minutes === 0 ? t('age.moment') : t('age.minutes', { n: minutes });
    }
    if (id === 'what_to_do') {
      const known = DRILL_CHOICES.what_to_do.find((each) => each === choice);
      return known ? t(`practice.drill.question.what_to_do.${known}`) : choice;
    }
    const known = DRILL_CHOICES.when_accepted.find((each) => each === choice);
    return known ? t(`practice.drill.question.when_accepted.${known}`) : choice;
  };

  return (
    <Box component="fieldset" data-testid="drill-question" data-question={id} sx={{ border: 0, m: 0, p: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 0.75, fontWeight: 600 }}>
        {t(`practice.drill.question.${id}.ask`)}
      </Box>
      {isError && <FailureNotice view="drill" error={error} />}
      <Box sx={{ display: 'grid', gap: 0.75 }}>
        {choices.map((choice, index) => (
          <Choice
            key={choice}
            disabled={isPending}
            autoFocus={index === 0}
            data-choice={choice}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => mutate({ question: id, choice })}
          >
            <Kbd>{String(index + 1)}</Kbd>
            {wordOf(choice)}
          </Choice>
        ))}
      </Box>
    </Box>
  );
}
