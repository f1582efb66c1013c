import { createTheme, type Theme } from '@mui/material/styles';
import type { Settings } from '../../shared/ipc/contract';
import { componentsOf } from './components';
import { DARK, FONT, LIGHT, PRACTICE_DARK, PRACTICE_LIGHT, type Tokens } from './tokens';

declare module '@mui/material/styles' {
  interface Theme {
    seat: Tokens;
    rootPx: number;
  }
  interface ThemeOptions {
    seat?: Tokens;
    rootPx?: number;
  }
}

export type Scheme = 'light' | 'dark';

/** Root font size in px: everything else is in rem, so that one setting enlarges the whole window. */
const ROOT_PX: Record<Settings['textSize'], number> = {
  normal: 15,
  large: 17,
  x_large: 20,
  xx_large: 24,
  double: 30,
};

const tint = (main: string, light: string, dark: string, contrastText: string) => ({
  main,
  light,
  dark,
  contrastText,
});

export function makeTheme(scheme: Scheme, textSize: Settings['textSize'], isPractice = false): Theme {
  const own = scheme === 'light' ? LIGHT : DARK;
  const practice = scheme === 'light' ? PRACTICE_LIGHT : PRACTICE_DARK;
  const seat = isPractice ? { ...own, ...practice } : own;
  const onColour = scheme === 'light' ? '#ffffff' : '#14110f';
  return createTheme({
    seat,
    rootPx: ROOT_PX[textSize],
    palette: {
      mode: scheme,
      primary: tint(seat.primary, seat.primaryLine, seat.primaryStrong, seat.onPrimary),
      error: tint(seat.danger, seat.dangerLine, seat.danger, onColour),
      warning: tint(seat.attention, seat.attentionLine, seat.attention, onColour),
      success: tint(seat.good, seat.goodLine, seat.good, onColour),
      info: tint(seat.info, seat.infoLine, seat.info, onColour),
      background: { default: seat.ground, paper: seat.sheet },
      text: { primary: seat.ink, secondary: seat.inkSoft, disabled: seat.inkFaint },
      divider: seat.line,
    },
    shape: { borderRadius: 4 },
    typography: {
      fontFamily: FONT,
      htmlFontSize: 16,
      h1: { fontSize: '1.6rem', fontWeight: 600, lineHeight: 1.3 },
      h2: { fontSize: '1.25rem', fontWeight: 600, lineHeight: 1.35 },
      h3: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.4 },
      body1: { fontSize: '1rem', lineHeight: 1.55 },
      body2: { fontSize: '0.9rem', lineHeight: 1.5 },
      caption: { fontSize: '0.84rem', lineHeight: 1.45 },
      button: { fontSize: '0.97rem', fontWeight: 500, textTransform: 'none', letterSpacing: 0 },
    },
    transitions: { create: () => 'none' },
    components: componentsOf(seat, scheme, ROOT_PX[textSize]),
  });
}
