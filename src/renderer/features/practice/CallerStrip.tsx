import RecordVoiceOverOutlined from '@mui/icons-material/RecordVoiceOverOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys } from '../../../shared/shortcuts/shortcuts';
import { Cap, useCommand } from '../../commands';
import type { CallId } from '../../../shared/ids';
import { heardAt } from '../../../shared/practice/heard';
import { STEPS, type StepId } from '../../../shared/script/steps';
import { useSeatQuery } from '../../seat/seat-queries';
import { marked } from '../../ui/views';

const later = (a: StepId, b: StepId): StepId => (STEPS.indexOf(a) > STEPS.indexOf(b) ? a : b);

/** What the simulated caller has said so far, above the form; asking again brings more of the story. */
export function CallerStrip({ callId, step }: { callId: CallId; step: StepId }) {
  const { t } = useTranslation();
  const state = useSeatQuery('practice.state', {}).data;
  const [furthest, setFurthest] = useState(step);
  const [asked, setAsked] = useState(0);
  // Going back a step makes nobody unsay anything.
  if (later(step, furthest) !== furthest) setFurthest(step);
  const caller = state?.inHand?.callId === callId ? state.inHand.caller : undefined;
  const heard = caller && {
    ...heardAt(caller, later(step, furthest), asked, state?.tellsAll ?? false),
    answer: heardAt(caller, step, asked, false).answer,
  };
  const ask = useCallback(() => setAsked((before) => before + 1), []);
  useCommand('practiceMore', ask, heard?.hasMore === true);
  if (heard === undefined) return null;
  const before = heard.story.slice(0, -1).join('');
  return (
    <Box
      component="section"
      aria-label={t('practice.caller')}
      data-testid="caller-strip"
      {...marked('caller-strip')}
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        px: 2,
        py: 0.6,
        borderBottom: `1px solid ${seat.primaryLine}`,
        background: seat.primaryTint,
      })}
    >
      <RecordVoiceOverOutlined fontSize="small" color="primary" />
      <Box
        aria-live="polite"
        sx={{ flex: 1, minWidth: 0, maxHeight: '6.2rem', overflowY: 'auto', lineHeight: 1.5 }}
      >
        {heard.story.length === 0 ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('practice.waitsForGreeting')}
          </Box>
        ) : (
          <>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {before}
            </Box>
            <Box component="strong" sx={{ fontWeight: 600 }} data-testid="caller-said">
              {heard.story.at(-1)}
            </Box>
          </>
        )}
        {heard.answer !== null && (
          <Box
            component="strong"
            data-testid="caller-answer"
            sx={({ seat }) => ({ ml: 1, pl: 1, borderLeft: `3px solid ${seat.primary}`, fontWeight: 600 })}
          >
            {heard.answer}
          </Box>
        )}
      </Box>
      {heard.hasMore && (
        <Button
          size="small"
          onClick={ask}
          aria-keyshortcuts={ariaKeys('practiceMore')}
          data-testid="caller-more"
        >
          {t('practice.more')} <Cap of="practiceMore" />
        </Button>
      )}
    </Box>
  );
}
