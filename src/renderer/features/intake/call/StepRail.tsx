import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { StepId } from '../../../../shared/script/steps';
import { Unseen } from '../../../ui/Unseen';
import type { RailState, RailStep } from '../draft/rail';

const MARK: Record<RailState, string> = { done: '✓', current: '', gap: '!', ahead: '', away: '–' };

const Item = styled(ButtonBase, { shouldForwardProp: (prop) => prop !== 'state' })<{ state: RailState }>(
  ({ theme: { seat }, state }) => ({
    display: 'grid',
    gridTemplateColumns: '1.7rem 1fr',
    alignItems: 'center',
    justifyItems: 'start',
    gap: '0.6rem',
    width: '100%',
    padding: '0.42rem 0.8rem 0.42rem 0.65rem',
    borderLeft: `3px solid ${state === 'current' ? seat.primary : 'transparent'}`,
    background: state === 'current' ? seat.sheet : 'transparent',
    color:
      state === 'current' ? seat.ink : state === 'ahead' || state === 'away' ? seat.inkFaint : seat.inkSoft,
    fontSize: '1rem',
    fontWeight: state === 'current' ? 600 : 400,
    textAlign: 'left',
    '&:not(.Mui-disabled):hover': { background: seat.primaryTint },
    '&:focus-visible': { outlineOffset: -2 },
  }),
);

const Disc = styled('span', { shouldForwardProp: (prop) => prop !== 'state' })<{ state: RailState }>(({
  theme: { seat },
  state,
}) => {
  const [ground, line, ink] = {
    done: [seat.goodTint, seat.goodLine, seat.good],
    current: [seat.primary, seat.primary, seat.onPrimary],
    gap: [seat.attentionTint, seat.attention, seat.attention],
    ahead: ['transparent', seat.line, seat.inkFaint],
    away: ['transparent', 'transparent', seat.inkFaint],
  }[state] as [string, string, string];
  return {
    display: 'grid',
    placeItems: 'center',
    width: '1.6rem',
    height: '1.6rem',
    border: `1px solid ${line}`,
    borderRadius: '50%',
    background: ground,
    color: ink,
    fontSize: '0.85rem',
    fontWeight: 600,
  };
});

interface StepRailProps {
  steps: readonly RailStep[];
  onOpen: (step: StepId) => void;
  /** Side by side at the top instead of below each other at the left. */
  isStrip?: boolean;
}

/** Where the call stands on its eleven steps. A step opens once everything before it is done. */
export function StepRail({ steps, onOpen, isStrip = false }: StepRailProps) {
  const { t } = useTranslation();
  return (
    <Box
      component="ol"
      data-testid="step-rail"
      aria-label={t('rail.label')}
      sx={({ seat }) => ({
        m: 0,
        py: 1,
        px: 0,
        listStyle: 'none',
        borderRight: `1px solid ${seat.line}`,
        background: seat.ground,
        overflowY: 'auto',
        ...(isStrip && {
          display: 'flex',
          flexShrink: 0,
          overflowX: 'auto',
          py: 0,
          borderBottom: `1px solid ${seat.line}`,
          whiteSpace: 'nowrap',
        }),
      })}
    >
      {steps.map(({ id, state, isOpen }, index) => (
        <li key={id}>
          <Item
            state={state}
            data-testid={`step-${id}`}
            data-state={state}
            disabled={!isOpen}
            tabIndex={-1}
            aria-current={state === 'current' ? 'step' : undefined}
            onClick={() => onOpen(id)}
          >
            <Disc state={state} aria-hidden>
              {MARK[state] || index + 1}
            </Disc>
            <span>
              {t(`step.${id}`)}
              <Unseen> {t(`rail.${state}`)}</Unseen>
            </span>
          </Item>
        </li>
      ))}
    </Box>
  );
}
