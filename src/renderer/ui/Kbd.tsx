import { styled } from '@mui/material/styles';

/** A key as printed on the keyboard, beside what it does. Decoration: screen readers get aria-keyshortcuts. */
const Cap = styled('kbd')(({ theme }) => ({
  display: 'inline-block',
  minWidth: '1.35em',
  padding: '0 0.35em',
  border: `1px solid ${theme.seat.lineStrong}`,
  borderBottomWidth: 2,
  borderRadius: 4,
  background: theme.seat.sheet,
  color: theme.seat.inkSoft,
  font: 'inherit',
  fontSize: '0.78rem',
  fontWeight: 500,
  lineHeight: 1.45,
  textAlign: 'center',
  whiteSpace: 'nowrap',
  '.MuiButton-root > &': { marginLeft: '0.6rem' },
  '.MuiButton-contained &': {
    background: 'transparent',
    color: 'inherit',
    borderColor: 'currentColor',
    opacity: 0.85,
  },
}));

export function Kbd({ children }: { children: string }) {
  return <Cap aria-hidden>{children}</Cap>;
}
