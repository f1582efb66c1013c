import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';

/** A row of a list that is walked with the arrows; the chosen one has a bar at its left. */
export const ListRow = styled(ButtonBase)(({ theme: { seat } }) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: '0.1rem',
  width: '100%',
  padding: '0.5rem 0.85rem',
  borderBottom: `1px solid ${seat.line}`,
  borderLeft: '3px solid transparent',
  textAlign: 'left',
  justifyItems: 'stretch',
  fontSize: '0.97rem',
  '&:hover': { background: seat.primaryTint },
  '&[aria-selected=true]': { borderLeftColor: seat.primary, background: seat.primaryTint },
  '&:focus-visible': { outlineOffset: -2 },
}));
