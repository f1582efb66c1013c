import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { type KeyboardEvent, useRef } from 'react';
import { Kbd } from '../../../ui/Kbd';
import { useCall } from '../call/call-context';

export interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
  /** Digit that picks it while no text field has the focus. */
  digit?: string;
  isDisabled?: boolean;
}

const Card = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: '1.2rem 1fr auto',
  alignItems: 'start',
  justifyItems: 'start',
  gap: '0.1rem 0.6rem',
  padding: '0.55rem 0.8rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: 4,
  background: seat.sheet,
  color: seat.ink,
  fontSize: '1rem',
  textAlign: 'left',
  '&:hover': { borderColor: seat.primary, background: seat.primaryTint },
  '&[aria-checked=true]': {
    borderColor: seat.primary,
    background: seat.primaryTint,
    boxShadow: `inset 0 0 0 1px ${seat.primary}`,
  },
  '&.Mui-disabled': { color: seat.inkFaint, borderColor: seat.line, background: seat.inset },
}));

const Dot = styled('span')(({ theme: { seat } }) => ({
  width: '1.05rem',
  height: '1.05rem',
  marginTop: '0.22rem',
  border: `1px solid ${seat.lineStrong}`,
  borderRadius: '50%',
  background: seat.sheet,
  '[aria-checked=true] > &': {
    borderColor: seat.primary,
    background: seat.primary,
    boxShadow: `inset 0 0 0 3px ${seat.sheet}`,
  },
}));

interface ChoiceCardsProps<T extends string> {
  label: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChoose: (value: T) => void;
  columns?: number;
}

/**
 * One of few, with both consequences in view. Arrows move the focus without choosing: a choice that wipes something
 * or promises something is made by Space, Enter, its digit or a click, never in passing.
 */
export function ChoiceCards<T extends string>({
  label,
  choices,
  value,
  onChoose,
  columns,
}: ChoiceCardsProps<T>) {
  const { isLocked } = useCall();
  const group = useRef<HTMLDivElement>(null);
  const chosen = choices.findIndex((choice) => choice.value === value && !choice.isDisabled);
  // Tab must find a way in where the first choice is not allowed (a call-back for an anonymous caller).
  const entry = chosen === -1 ? choices.findIndex((choice) => !choice.isDisabled) : chosen;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    const cards = [
      ...(group.current?.querySelectorAll<HTMLElement>('[role=radio]:not(.Mui-disabled)') ?? []),
    ];
    const here = cards.findIndex((card) => card === document.activeElement);
    event.preventDefault();
    cards[(here + step + cards.length) % cards.length]?.focus();
  };

  return (
    <Box
      ref={group}
      role="radiogroup"
      aria-label={label}
      onKeyDown={onKeyDown}
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${columns ?? choices.length}, minmax(0, 1fr))`,
        gap: 1,
      }}
    >
      {choices.map((choice, index) => (
        <Card
          key={choice.value}
          role="radio"
          aria-checked={choice.value === value}
          aria-keyshortcuts={choice.digit}
          tabIndex={index === entry ? 0 : -1}
          data-key={choice.digit}
          data-choice={choice.value}
          disabled={isLocked || choice.isDisabled}
          onClick={() => onChoose(choice.value)}
        >
          <Dot aria-hidden />
          <Box>
            <Box sx={{ fontWeight: 600 }}>{choice.label}</Box>
            {choice.hint && <Box sx={{ color: 'text.secondary', fontSize: '0.9rem' }}>{choice.hint}</Box>}
          </Box>
          {choice.digit && <Kbd>{choice.digit}</Kbd>}
        </Card>
      ))}
    </Box>
  );
}
