import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ArrivalFilter } from '../../../../shared/queue/arrival';
import { toneColours } from '../../../ui/tags/tones';
import { filterWords, isSame, PART_TONE } from './figures';

const Press = styled(ButtonBase)(({ theme: { seat } }) => ({
  minWidth: '1.6rem',
  padding: '0 0.3rem',
  border: `1px solid ${seat.line}`,
  borderRadius: 3,
  background: seat.sheet,
  fontSize: 'inherit',
  fontWeight: 600,
  lineHeight: 1.5,
  fontVariantNumeric: 'tabular-nums',
  '&:hover': { borderColor: seat.primary },
  '&[aria-pressed=true]': { borderColor: seat.primary, background: seat.primaryTint },
}));

interface FigureProps {
  count: number;
  filter: ArrivalFilter;
  chosen: ArrivalFilter | null;
  onChoose: (filter: ArrivalFilter | null) => void;
}

/** A figure of the equation: pressed, the list shows exactly the calls that it counts; pressed again, all of them. */
export function Figure({ count, filter, chosen, onChoose }: FigureProps) {
  const { t } = useTranslation();
  const isOn = isSame(chosen, filter);
  const { part } = filter;
  if (count === 0 && !isOn) return <span>0</span>;
  return (
    <Press
      aria-pressed={isOn}
      aria-label={t('arrival.show', { what: filterWords(filter, t), n: count })}
      data-testid={`arrival-${part ?? 'made'}`}
      data-day={filter.day ?? 'all'}
      onClick={() => onChoose(isOn ? null : filter)}
      sx={({ seat }) => ({ color: part === null ? seat.ink : toneColours(seat, PART_TONE[part]).ink })}
    >
      {count}
    </Press>
  );
}
