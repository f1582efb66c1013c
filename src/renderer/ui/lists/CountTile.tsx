import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';

/** A term of a sum: its number and name, pressed to see what it counts. */
export const CountTile = styled(ButtonBase)(({ theme: { seat } }) => ({
  flexDirection: 'column',
  flex: 1,
  minWidth: 0,
  padding: '0.35rem 0.3rem',
  border: `1px solid ${seat.line}`,
  borderRadius: 4,
  background: seat.sheet,
  lineHeight: 1.3,
  '&:hover': { borderColor: seat.primary },
  '&[aria-pressed=true]': {
    borderColor: seat.primary,
    background: seat.primaryTint,
    boxShadow: `inset 0 0 0 1px ${seat.primary}`,
  },
}));
