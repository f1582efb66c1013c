import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { type Tone, toneColours } from '../tags/tones';
import { type Mark } from '../views';

const Sheet = styled('div', { shouldForwardProp: (prop) => prop !== 'tone' })<{ tone: Tone }>(({
  theme: { seat },
  tone,
}) => {
  const { ground, line, ink } = toneColours(seat, tone);
  return {
    display: 'flex',
    alignItems: 'center',
    gap: '0.8rem',
    padding: '0.5rem 0.8rem',
    border: `1px solid ${line}`,
    borderRadius: 4,
    background: ground,
    color: seat.ink,
    fontSize: '0.95rem',
    lineHeight: 1.5,
    '& strong': { color: ink, fontWeight: 600 },
  };
});

interface NoticeProps {
  mark?: Mark;
  tone: Tone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` interrupts a screen reader; default `status` waits. */
  role?: 'alert' | 'status' | 'note';
}

/** A calm sentence about how things stand, with what to do. */
export function Notice({ mark, tone, title, children, action, role = 'status' }: NoticeProps) {
  return (
    <Sheet {...mark} tone={tone} role={role}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {title !== undefined && <strong>{title}</strong>}
        {title !== undefined && children !== undefined && ' '}
        {children}
      </Box>
      {action}
    </Sheet>
  );
}
