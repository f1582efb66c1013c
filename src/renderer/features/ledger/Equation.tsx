import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { LedgerDay, LedgerTerm } from '../../../shared/call/ledger';
import { Disposition } from '../../../shared/call/record';
import { CountTile } from '../../ui/lists/CountTile';

const Figure = styled('span')({ fontSize: '1.9rem', fontWeight: 600, lineHeight: 1.2 });

interface EquationProps {
  day: LedgerDay;
  chosen: LedgerTerm | null;
  onChoose: (term: LedgerTerm | null) => void;
}

/** 接听 = 举报 + 咨询 + 不予受理 + 骚扰/误拨 + 中断 + 未了结. Each term shows its calls; pressed again, all of them. */
export function Equation({ day, chosen, onChoose }: EquationProps) {
  const { t } = useTranslation();
  const terms: { term: LedgerTerm; count: number; label: string; isOwed?: boolean }[] = [
    ...Disposition.options.map((term) => ({
      term,
      count: day.byDisposition[term],
      label: term === 'dropped' ? t('ledger.dropped') : t(`disposition.${term}`),
    })),
    { term: 'open', count: day.open, label: t('ledger.open'), isOwed: day.open > 0 },
  ];
  return (
    <Box
      role="group"
      aria-label={t('ledger.equation')}
      data-testid="equation"
      data-closed={day.isClosed}
      sx={{ display: 'flex', alignItems: 'stretch', gap: 0.5 }}
    >
      <CountTile aria-pressed={chosen === null} data-testid="term-answered" onClick={() => onChoose(null)}>
        <Figure>{day.answered}</Figure>
        {t('ledger.answered')}
      </CountTile>
      {terms.map(({ term, count, label, isOwed }, index) => (
        <Box key={term} sx={{ display: 'contents' }}>
          <Box
            aria-hidden
            sx={{ alignSelf: 'center', color: 'text.secondary', px: 0.25, fontSize: '1.3rem' }}
          >
            {index === 0 ? '=' : '+'}
          </Box>
          <CountTile
            aria-pressed={chosen === term}
            data-testid={`term-${term}`}
            onClick={() => onChoose(chosen === term ? null : term)}
          >
            <Figure
              sx={({ seat }) => ({ color: isOwed ? seat.attention : count === 0 ? seat.inkFaint : seat.ink })}
            >
              {count}
            </Figure>
            {label}
          </CountTile>
        </Box>
      ))}
    </Box>
  );
}
