import type { ThemeOptions } from '@mui/material/styles';
import type { Scheme } from './theme';
import { FONT, type Tokens } from './tokens';

const ring = (seat: Tokens) => ({ outline: `2px solid ${seat.focus}`, outlineOffset: 2 });

/** One look for every block: flat sheets, 1 px lines, square shoulders, a focus ring that nobody can miss. */
export function componentsOf(seat: Tokens, scheme: Scheme, rootPx: number): ThemeOptions['components'] {
  return {
    MuiCssBaseline: {
      styleOverrides: {
        html: { fontSize: rootPx, background: seat.ground, colorScheme: scheme },
        body: {
          fontVariantNumeric: 'tabular-nums',
          fontFeatureSettings: '"tnum"',
          background: seat.ground,
          overflow: 'hidden',
        },
        '#root': { height: '100vh' },
        '*': { scrollbarColor: `${seat.lineStrong} transparent`, scrollbarWidth: 'thin' },
        // The card that is printed from a dialog is all that is printed.
        '@media print': {
          'body *': { visibility: 'hidden' },
          '[data-print] .MuiDialog-paper, [data-print] .MuiDialog-paper *': { visibility: 'visible' },
          '[data-print] .MuiDialog-paper': { position: 'fixed', inset: 0, maxHeight: 'none', border: 0 },
          '[data-no-print]': { display: 'none !important' },
        },
        '::selection': { background: seat.primaryLine },
        mark: { background: seat.attentionTint, color: seat.attention, fontWeight: 600 },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: { fontFamily: FONT, fontVariantNumeric: 'tabular-nums', '&:focus-visible': ring(seat) },
      },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined' },
      styleOverrides: {
        root: {
          minHeight: '2.4rem',
          paddingInline: '0.9rem',
          flexShrink: 0,
          whiteSpace: 'nowrap',
          '&.MuiButton-outlined': { borderColor: seat.lineStrong, color: seat.ink, background: seat.sheet },
          '&.MuiButton-outlined:hover': { borderColor: seat.primary, background: seat.primaryTint },
          '&.MuiButton-outlined.MuiButton-colorError': { color: seat.danger, borderColor: seat.dangerLine },
          '&.MuiButton-contained.MuiButton-colorPrimary:hover': { background: seat.primaryStrong },
          '&.Mui-disabled': { background: seat.inset, color: seat.inkFaint, borderColor: seat.line },
        },
        sizeSmall: { minHeight: '2rem', paddingInline: '0.65rem', fontSize: '0.9rem' },
        sizeLarge: { minHeight: '3rem', paddingInline: '1.2rem', fontSize: '1.07rem' },
      },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          borderColor: seat.lineStrong,
          color: seat.inkSoft,
          background: seat.sheet,
          '&:hover': { background: seat.primaryTint },
          '&.Mui-selected, &.Mui-selected:hover': {
            background: seat.primaryTint,
            color: seat.primary,
            fontWeight: 600,
          },
        },
      },
    },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none', border: `1px solid ${seat.line}` } },
    },
    MuiDialog: {
      styleOverrides: { paper: { borderColor: seat.lineStrong, boxShadow: '0 12px 40px rgb(0 0 0 / 22%)' } },
    },
    MuiBackdrop: {
      styleOverrides: { root: { '&:not(.MuiBackdrop-invisible)': { background: 'rgb(20 26 25 / 45%)' } } },
    },
    MuiAutocomplete: {
      defaultProps: { autoHighlight: true, openOnFocus: false, size: 'small' },
      styleOverrides: {
        paper: { borderColor: seat.lineStrong, boxShadow: '0 6px 20px rgb(0 0 0 / 14%)' },
        option: { fontSize: '1rem', minHeight: '2.2rem' },
        groupLabel: { fontSize: '0.88rem', lineHeight: 2, background: seat.inset, color: seat.inkSoft },
      },
    },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          background: seat.sheet,
          '& .MuiOutlinedInput-notchedOutline': { borderColor: seat.lineStrong },
          '&:hover:not(.Mui-disabled, .Mui-error) .MuiOutlinedInput-notchedOutline': {
            borderColor: seat.primary,
          },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 2, borderColor: seat.focus },
          '&.Mui-disabled': { background: seat.inset },
        },
        input: { '&::placeholder': { color: seat.inkFaint, opacity: 1 } },
      },
    },
    MuiFormHelperText: { styleOverrides: { root: { marginInline: 0, fontSize: '0.88rem' } } },
    MuiInputLabel: { styleOverrides: { root: { fontSize: '1rem' } } },
    MuiChip: { styleOverrides: { root: { borderRadius: 4, fontSize: '0.93rem' } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 500, arrow: false },
      styleOverrides: { tooltip: { background: seat.ink, color: seat.sheet, fontSize: '0.87rem' } },
    },
    MuiLink: { styleOverrides: { root: { '&:focus-visible': ring(seat) } } },
  };
}
