import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeRun } from '../../../shared/practice/messages';
import { useSeatAct, useSeatQuery } from '../../seat/seat-queries';
import { Pane } from '../../ui/lists/Pane';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { duration, shortTime } from '../../ui/times';
import { marked } from '../../ui/views';

/** So many runs make the little picture of how one has come along. */
const DRAWN = 16;

/** The person's own runs, latest first: nobody else sees them, and they go at a wish. */
export function History({ canWipe }: { canWipe: boolean }) {
  const { t } = useTranslation();
  const history = useSeatQuery('practice.history', {});
  const runs = history.data ?? [];
  return (
    <Pane
      as="section"
      aria-label={t('practice.history.title')}
      data-testid="practice-history"
      {...marked('practice-history')}
    >
      <Box sx={{ px: 1.5, pt: 1, pb: 0.5 }}>
        <Typography variant="h2" sx={{ fontSize: '1rem' }}>
          {t('practice.history.title')}
        </Typography>
        <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>{t('practice.history.own')}</Box>
      </Box>
      {history.isError && <FailureNotice view="practice-history" error={history.error} />}
      {runs.length > 1 && <Progress runs={runs.slice(0, DRAWN).reverse()} />}
      <Box
        sx={{ flex: 1, minHeight: 0, overflowY: 'auto' }}
        tabIndex={0}
        role="group"
        aria-label={t('practice.history.list')}
      >
        {runs.length === 0 && (
          <Box sx={{ px: 1.5, py: 1, color: 'text.secondary' }}>{t('practice.history.none')}</Box>
        )}
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {runs.map((run) => (
            <Box
              key={run.id}
              component="li"
              data-testid="practice-run"
              sx={({ seat }) => ({
                display: 'grid',
                gridTemplateColumns: 'minmax(0, 1fr) auto',
                columnGap: 1,
                px: 1.5,
                py: 0.6,
                borderTop: `1px solid ${seat.line}`,
                fontSize: '0.93rem',
              })}
            >
              <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                {run.title || t(`practice.kind.${run.kind}.name`)}
              </Box>
              <Box component="strong" sx={{ textAlign: 'right' }}>
                {t('practice.points', { n: run.total })}
              </Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.86rem' }}>
                {shortTime(run.finishedAt)} · {t(`practice.kind.${run.kind}.name`)}
              </Box>
              <Box sx={{ color: 'text.secondary', fontSize: '0.86rem', textAlign: 'right' }}>
                {duration(run.seconds * 1000)}
              </Box>
            </Box>
          ))}
        </Box>
      </Box>
      {canWipe && runs.length > 0 && <Wipe />}
    </Pane>
  );
}

/** Points of the last runs as bars; the words say the same. */
function Progress({ runs }: { runs: readonly PracticeRun[] }) {
  const { t } = useTranslation();
  const { seat } = useTheme();
  const [first, last] = [runs[0]?.total ?? 0, runs.at(-1)?.total ?? 0];
  const label = t('practice.history.progress', { n: runs.length, first, last });
  return (
    <Box sx={{ px: 1.5, pb: 1 }}>
      <svg role="img" aria-label={label} viewBox="0 0 320 56" width="100%" height={56}>
        <line x1={0} x2={320} y1={55} y2={55} stroke={seat.line} />
        <line x1={0} x2={320} y1={5} y2={5} stroke={seat.line} strokeDasharray="3 5" />
        {runs.map((run, index) => {
          const height = Math.max(2, run.total / 2);
          return (
            <rect
              key={run.id}
              x={index * 20 + 3}
              y={55 - height}
              width={13}
              height={height}
              fill={index === runs.length - 1 ? seat.primary : seat.primaryLine}
            />
          );
        })}
      </svg>
      <Box sx={{ color: 'text.secondary', fontSize: '0.86rem' }}>{label}</Box>
    </Box>
  );
}

/** Asked once more, since nothing brings it back. */
function Wipe() {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const wipe = useSeatAct('practice.wipe', ['practice.history', 'practice.state']);
  return (
    <Box sx={({ seat }) => ({ p: 1, borderTop: `1px solid ${seat.line}` })}>
      {wipe.isError && <FailureNotice view="practice-history" error={wipe.error} />}
      {isAsked ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box sx={{ flex: 1, fontSize: '0.9rem' }}>{t('practice.history.wipeSure')}</Box>
          <Button size="small" color="error" onClick={() => wipe.mutate({})} data-testid="practice-wipe">
            {t('practice.history.wipeYes')}
          </Button>
          <Button size="small" autoFocus onClick={() => setAsked(false)}>
            {t('app.cancel')}
          </Button>
        </Box>
      ) : (
        <Button size="small" onClick={() => setAsked(true)} data-testid="practice-wipe-ask">
          {t('practice.history.wipe')}
        </Button>
      )}
    </Box>
  );
}
