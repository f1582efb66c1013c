import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import type { Check, CheckResult, SelfCheckReport } from '../../../shared/self-check/check';
import { checkWords } from '../../../shared/self-check/report-text';
import { Unseen } from '../../ui/Unseen';
import { useCompact } from '../../ui/use-compact';
import { wordsOf } from './words';

const MARKS: Record<CheckResult, string> = { ok: '✓', attention: '!', fault: '✕' };

/** Each check as it ends: what it looks at, what it found, and where all is not well what to do. */
export function CheckList({ report }: { report: SelfCheckReport }) {
  const { t } = useTranslation();
  return (
    <Box
      component="ul"
      tabIndex={0}
      aria-label={t('selfCheck.title')}
      sx={({ seat }) => ({
        m: 0,
        p: 0,
        flex: 1,
        minHeight: 0,
        overflowY: 'auto',
        // What is told unseen scrolls with its row, and makes no page of its own length.
        position: 'relative',
        listStyle: 'none',
        border: `1px solid ${seat.line}`,
        borderRadius: 1,
        background: seat.sheet,
        '& > * + *': { borderTop: `1px solid ${seat.line}` },
      })}
    >
      {report.checks.map((check) => (
        <Row key={check.check} check={check} />
      ))}
    </Box>
  );
}

function Row({ check }: { check: Check }) {
  const { t } = useTranslation();
  const isCompact = useCompact();
  const { name, found, todo, facts } = checkWords(wordsOf(t), check);
  return (
    <Box
      component="li"
      data-check={check.check}
      data-result={check.result}
      sx={{
        display: 'grid',
        gridTemplateColumns: isCompact ? '1.2rem minmax(0, 1fr)' : '1.2rem 8.5rem minmax(0, 1fr)',
        gap: 1,
        alignItems: 'baseline',
        px: 1.5,
        py: 0.6,
      }}
    >
      <Box
        sx={({ seat }) => ({
          color: { ok: seat.good, attention: seat.attention, fault: seat.danger }[check.result],
          fontWeight: 700,
        })}
      >
        <span aria-hidden>{MARKS[check.result]}</span>
        <Unseen>{t(`selfCheck.result.${check.result}`)}</Unseen>
      </Box>
      <Box>{name}</Box>
      <Box sx={{ overflowWrap: 'anywhere', ...(isCompact && { gridColumn: 2 }) }}>
        {found}
        {facts !== '' && (
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.92rem', ml: 1.5 }}>
            {facts}
          </Box>
        )}
        {todo !== null && <Box sx={{ fontSize: '0.95rem' }}>{todo}</Box>}
      </Box>
    </Box>
  );
}
