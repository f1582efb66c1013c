import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { QueueState, type QueueCounts } from '../../../shared/queue/state';
import { CountTile } from '../../ui/lists/CountTile';
import { STATE_TONE } from '../../ui/tags/StateTag';
import { toneColours } from '../../ui/tags/tones';

const Number = styled('span')({ fontSize: '1.3rem', fontWeight: 600 });

interface CountsBarProps {
  counts: QueueCounts | undefined;
  chosen: readonly QueueState[];
  onChoose: (states: QueueState[]) => void;
}

/** The sum in full view: all = the eight states. Each state is also its filter; several may be on. */
export function CountsBar({ counts, chosen, onChoose }: CountsBarProps) {
  const { t } = useTranslation();
  const shown = (count: number | undefined) => (count === undefined ? '–' : String(count));
  return (
    <Box
      role="group"
      aria-label={t('queue.counts')}
      data-testid="counts"
      sx={{ display: 'flex', alignItems: 'stretch', gap: 0.5 }}
    >
      <CountTile aria-pressed={chosen.length === 0} data-testid="count-all" onClick={() => onChoose([])}>
        <Number>{shown(counts?.all)}</Number>
        {t('queue.all')}
      </CountTile>
      {QueueState.options.map((state, index) => {
        const count = counts?.byState[state];
        const isOn = chosen.includes(state);
        return (
          <Box key={state} sx={{ display: 'contents' }}>
            <Box aria-hidden sx={{ alignSelf: 'center', color: 'text.secondary', px: 0.25 }}>
              {index === 0 ? '=' : '+'}
            </Box>
            <CountTile
              aria-pressed={isOn}
              data-testid={`count-${state}`}
              onClick={() => onChoose(isOn ? chosen.filter((each) => each !== state) : [...chosen, state])}
            >
              <Number
                sx={({ seat }) => ({
                  color: count === 0 ? seat.inkFaint : toneColours(seat, STATE_TONE[state]).ink,
                })}
              >
                {shown(count)}
              </Number>
              {t(`state.${state}`)}
            </CountTile>
          </Box>
        );
      })}
    </Box>
  );
}
