import ExpandLessOutlined from '@mui/icons-material/ExpandLessOutlined';
import ExpandMoreOutlined from '@mui/icons-material/ExpandMoreOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closes, type ArrivalFilter, type ArrivalProof as Proof } from '../../../../shared/queue/arrival';
import { useSeatAct, useSeatQuery } from '../../../seat/seat-queries';
import { FailureNotice } from '../../../ui/feedback/FailureNotice';
import { Tag } from '../../../ui/tags/Tag';
import { marked } from '../../../ui/views';
import { ageOf, clockTime, shortTime, useNow } from '../../../ui/times';
import { ArrivalAlarms } from './ArrivalAlarms';
import { ArrivalDays } from './ArrivalDays';
import { Figure } from './Figure';
import { partsOf } from './figures';

interface ArrivalProofProps {
  chosen: ArrivalFilter | null;
  onChoose: (filter: ArrivalFilter | null) => void;
}

/**
 * 到达证明: what this seat made is where it is, to the last revision, and the center's own count stands beside it. One
 * line; the days open below it, and each figure leads to its calls.
 */
export function ArrivalProof({ chosen, onChoose }: ArrivalProofProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const proof = useSeatQuery('arrival.proof', { withDays: isOpen }, { keepPrevious: true });
  const check = useSeatAct('arrival.check', ['arrival.proof']);
  if (proof.data === undefined)
    return proof.isError ? <FailureNotice view="queue" error={proof.error} /> : null;
  const { total, lastReceipt } = proof.data;
  return (
    <Box
      component="section"
      aria-label={t('arrival.label')}
      data-testid="arrival-proof"
      {...marked('arrival', 'ready')}
      data-closed={closes(total)}
      sx={{ display: 'grid', gap: 0.75 }}
    >
      <ArrivalAlarms proof={proof.data} />
      <Box
        sx={({ seat }) => ({
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 0.6,
          rowGap: 0.25,
          px: 1.25,
          py: 0.4,
          border: `1px solid ${seat.line}`,
          borderRadius: 1,
          background: seat.sheet,
          fontSize: '0.95rem',
        })}
      >
        <Box role="group" aria-label={t('arrival.equation')} sx={{ display: 'contents' }}>
          <span>{t('arrival.made')}</span>
          <Figure count={total.made} filter={{ day: null, part: null }} chosen={chosen} onChoose={onChoose} />
          {partsOf(total).map((part, index) => (
            <Box key={part} sx={{ display: 'contents' }}>
              <Box aria-hidden sx={{ color: 'text.secondary' }}>
                {index === 0 ? '=' : '+'}
              </Box>
              <span>{t(`arrival.part.${part}`)}</span>
              <Figure count={total[part]} filter={{ day: null, part }} chosen={chosen} onChoose={onChoose} />
            </Box>
          ))}
          {total.superseded > 0 && (
            <Box sx={{ color: 'text.secondary' }}>{t('arrival.superseded', { n: total.superseded })}</Box>
          )}
        </Box>
        <CenterCell proof={proof.data} />
        <Box sx={{ flex: 1 }} />
        {lastReceipt !== null && (
          <Box
            sx={{ color: 'text.secondary', fontSize: '0.88rem' }}
            title={lastReceipt.centerNumber}
            data-testid="last-receipt"
          >
            {t('arrival.lastReceipt', { time: shortTime(lastReceipt.receivedAt) })}
          </Box>
        )}
        <Button
          size="small"
          data-testid="arrival-check"
          disabled={check.isPending || proof.data.isChecking}
          onClick={() => check.mutate({})}
        >
          {t(proof.data.isChecking ? 'arrival.checking' : 'arrival.check')}
        </Button>
        <Button
          size="small"
          data-testid="arrival-days"
          aria-expanded={isOpen}
          endIcon={isOpen ? <ExpandLessOutlined /> : <ExpandMoreOutlined />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('arrival.byDay')}
        </Button>
      </Box>
      {check.isError && <FailureNotice view="queue" error={check.error} />}
      {isOpen && <ArrivalDays proof={proof.data} chosen={chosen} onChoose={onChoose} />}
    </Box>
  );
}

/** The center's own count, when it said so by its own clock, and whether it fits. */
function CenterCell({ proof }: { proof: Proof }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const { center, failure } = proof;
  const failed = failure !== null && t('arrival.failed', { cause: t(`sync.cause.${failure}`) });
  return (
    <Box
      data-testid="arrival-center"
      data-verdict={center?.verdict ?? 'none'}
      sx={({ seat }) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.6,
        pl: 1,
        ml: 0.4,
        borderLeft: `1px solid ${seat.line}`,
      })}
    >
      {center === null ? (
        <Box sx={{ color: 'text.secondary' }}>{failed || t('arrival.never')}</Box>
      ) : (
        <>
          <span>{t('arrival.center')}</span>
          <strong>{center.received}</strong>
          <Tag tone={VERDICT_TONE[center.verdict]}>{t(`arrival.verdict.${center.verdict}`)}</Tag>
          <Box sx={{ color: 'text.secondary', fontSize: '0.88rem' }}>
            {t('arrival.at', {
              time: clockTime(center.centerTime).slice(0, 5),
              age: t(`age.${ageOf(now - center.checkedAt).unit}`, { n: ageOf(now - center.checkedAt).n }),
            })}
            {failed && ` ${failed}`}
          </Box>
        </>
      )}
    </Box>
  );
}

const VERDICT_TONE = { agrees: 'good', open: 'info', lacks: 'danger', differs: 'danger' } as const;
