import createCache, { type EmotionCache } from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/ipc/contract';
import { makeTheme } from './theme';

/** The nonce that the app protocol put into this very page; styles without it are refused by the CSP. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

let cache: EmotionCache | undefined;

function seatCache(): EmotionCache {
  cache ??= createCache({ key: 's', nonce: styleNonce() });
  return cache;
}

const darkWish = () => window.matchMedia('(prefers-color-scheme: dark)');

function useDarkWish(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = darkWish();
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => darkWish().matches,
  );
}

export function ThemeRoot({
  settings,
  isPractice = false,
  children,
}: {
  settings: Pick<Settings, 'theme' | 'textSize'>;
  /** Another accent, so that nobody takes an exercise for the real thing. */
  isPractice?: boolean;
  children: ReactNode;
}) {
  const systemIsDark = useDarkWish();
  const isDark = settings.theme === 'dark' || (settings.theme === 'system' && systemIsDark);
  const theme = useMemo(
    () => makeTheme(isDark ? 'dark' : 'light', settings.textSize, isPractice),
    [isDark, settings.textSize, isPractice],
  );
  return (
    <CacheProvider value={seatCache()}>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
