import { styled } from '@mui/material/styles';

/** A sheet on the page that fills its height and scrolls inside. */
export const Pane = styled('div')(({ theme: { seat } }) => ({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  border: `1px solid ${seat.line}`,
  borderRadius: 4,
  background: seat.sheet,
}));
