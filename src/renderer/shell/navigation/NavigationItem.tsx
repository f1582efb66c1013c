import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';

/** One place to go at the left edge: a sign, a word and its key. */
export const NavigationItem = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  justifyItems: 'center',
  gap: 2,
  width: '100%',
  padding: '0.6rem 0',
  borderLeft: '3px solid transparent',
  color: seat.inkSoft,
  fontSize: '0.95rem',
  '&:hover': { background: seat.primaryTint, color: seat.ink },
  '&[aria-current=page]': {
    borderLeftColor: seat.primary,
    background: seat.sheet,
    color: seat.primary,
    fontWeight: 600,
  },
  '&:focus-visible': { outlineOffset: -2 },
}));
