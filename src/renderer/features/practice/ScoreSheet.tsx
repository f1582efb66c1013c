import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../shared/ids';
import type { ScoreView } from '../../../shared/practice/messages';
import type { ScorePart } from '../../../shared/practice/score-part';
import { useNavigation } from '../../navigation';
import { useSeatQuery } from '../../seat/seat-queries';
import { FailureNotice } from '../../ui/feedback/FailureNotice';
import { Loading } from '../../ui/feedback/Loading';
import { Tag } from '../../ui/tags/Tag';
import { duration } from '../../ui/times';
import { useValueWords } from './value-words';
import { marked } from '../../ui/views';

const TONE = { right: 'good', partly: 'attention', wrong: 'danger' } as const;
const SIGN = { right: '✓', partly: '◐', wrong: '✗' } as const;

/** What a practised call came to: part by part, what was wanted, what was written, and why it matters. */
export function ScoreSheet({ callId }: { callId: CallId }) {
  const score = useSeatQuery('practice.score', { id: callId });
  if (score.isPending) return <Loading view="score" />;
  if (score.isError) return <FailureNotice view="score" error={score.error} />;
  return <Sheet score={score.data} />;
}

function Sheet({ score }: { score: ScoreView }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const missed = score.parts.filter((part) => part.verdict !== 'right').length;
  return (
    <Box
      component="section"
      aria-labelledby="score-title"
      data-testid="score-sheet"
      {...marked('score')}
      sx={({ seat }) => ({ border: `1px solid ${seat.line}`, borderRadius: 1, background: seat.sheet })}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, px: 2, pt: 1.25, pb: 0.75 }}>
        <Typography variant="h2" id="score-title" sx={{ fontSize: '1.1rem' }}>
          {score.title}
        </Typography>
        <Box sx={{ flex: 1, minWidth: 0, color: 'text.secondary' }}>
          {t(
            missed === 0
              ? 'practice.score.perfect'
              : score.total >= 80
                ? 'practice.score.good'
                : 'practice.score.goOn',
          )}
        </Box>
        <Box component="strong" data-testid="score-total" sx={{ fontSize: '1.7rem', color: 'primary.main' }}>
          {t('practice.points', { n: score.total })}
        </Box>
      </Box>
      <Pace score={score} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {score.parts.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </Box>
      <Box sx={({ seat }) => ({ px: 2, py: 1, borderTop: `1px solid ${seat.line}` })}>
        <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{t('practice.score.said')}</Box>
        <Box sx={{ whiteSpace: 'pre-line' }}>{score.text}</Box>
        <Button
          size="small"
          sx={{ mt: 1 }}
          onClick={() => go('queue', score.callId)}
          data-testid="score-record"
        >
          {t('practice.score.record')}
        </Button>
      </Box>
    </Box>
  );
}

/** Time advises and takes nothing away. */
function Pace({ score }: { score: ScoreView }) {
  const { t } = useTranslation();
  const time = (seconds: number) => duration(seconds * 1000);
  const before = score.before.map(({ seconds }) => time(seconds)).join(t('app.comma'));
  return (
    <Box data-testid="score-pace" sx={{ px: 2, pb: 1, fontSize: '0.93rem' }}>
      {t('practice.score.took', { time: time(score.seconds), target: time(score.targetSeconds) })}
      {before !== '' && <> {t('practice.score.before', { times: before })}</>}{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t('practice.score.noHurry')}
      </Box>
    </Box>
  );
}

function Part({ part }: { part: ScorePart }) {
  const { t } = useTranslation();
  const words = useValueWords(part.form);
  const isRight = part.verdict === 'right';
  return (
    <Box
      component="li"
      data-testid="score-part"
      data-part={part.id}
      data-verdict={part.verdict}
      sx={({ seat }) => ({
        display: 'grid',
        gridTemplateColumns: '6rem minmax(0, 1fr) 4.5rem',
        gap: 1.25,
        alignItems: 'baseline',
        px: 2,
        py: isRight ? 0.35 : 0.7,
        borderTop: `1px solid ${seat.line}`,
      })}
    >
      <Tag tone={TONE[part.verdict]}>
        <span aria-hidden>{SIGN[part.verdict]}</span> {t(`practice.verdict.${part.verdict}`)}
      </Tag>
      <Box>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {t(`practice.part.${part.id}.name`)}
        </Box>
        {isRight ? (
          <Box component="span" sx={{ ml: 1.5, color: 'text.secondary' }}>
            {words(part.got)}
          </Box>
        ) : (
          <>
            <Box sx={{ mt: 0.25 }}>
              {t('practice.score.wanted', { words: words(part.expected) })}
              {t('app.semicolon')}
              {t('practice.score.got', { words: words(part.got) })}
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.92rem' }}>
              {t(`practice.part.${part.id}.why`)}
            </Box>
          </>
        )}
      </Box>
      <Box sx={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
        {part.points} / {part.of}
      </Box>
    </Box>
  );
}
