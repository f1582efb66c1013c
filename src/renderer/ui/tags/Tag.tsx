import { styled } from '@mui/material/styles';
import { type Tone, toneColours } from './tones';

/** A word in a box: a state, a mark. Colour is never the only carrier: the word says it. */
export const Tag = styled('span', { shouldForwardProp: (prop) => prop !== 'tone' })<{ tone: Tone }>(({
  theme: { seat },
  tone,
}) => {
  const { ground, line, ink } = toneColours(seat, tone);
  return {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '0.3em',
    padding: '0 0.45em',
    border: `1px solid ${line}`,
    borderRadius: 3,
    background: ground,
    color: ink,
    fontSize: '0.85rem',
    fontWeight: 500,
    lineHeight: 1.6,
    whiteSpace: 'nowrap',
  };
});
