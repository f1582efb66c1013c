import { styled } from '@mui/material/styles';

/** Told to a screen reader alone: what sighted people take from place or colour. */
export const Unseen = styled('span')({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});
