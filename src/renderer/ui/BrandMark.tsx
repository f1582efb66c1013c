import { styled } from '@mui/material/styles';

/** The hotline's number as its mark. The window never carries a city's name. */
export const BrandMark = styled('span')(({ theme }) => ({
  display: 'inline-block',
  padding: '0.1em 0.4em',
  borderRadius: 4,
  background: theme.seat.primary,
  color: theme.seat.onPrimary,
  fontWeight: 700,
  letterSpacing: '0.06em',
  lineHeight: 1.4,
}));
