import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { DEFAULT_SETTINGS } from '../../shared/ipc/contract';
import { speak } from '../language';
import { useChangedTopics, useSeatQuery } from '../seat/seat-queries';
import { ThemeRoot } from '../theme/ThemeRoot';
import { ErrorBoundary } from './ErrorBoundary';
import { Gate } from './Gate';

export function App({ queryClient, languages }: { queryClient: QueryClient; languages: i18n }) {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nextProvider i18n={languages}>
        <Dressed languages={languages} />
      </I18nextProvider>
    </QueryClientProvider>
  );
}

function Dressed({ languages }: { languages: i18n }) {
  useChangedTopics();
  const state = useSeatQuery('app.state', {});
  const settings = state.data?.settings ?? DEFAULT_SETTINGS;
  const isPractice = (state.data?.practice ?? null) !== null;
  useEffect(() => {
    void speak(languages, settings.language, isPractice ? 'practice.title' : 'app.title');
  }, [languages, settings.language, isPractice]);
  return (
    <ThemeRoot settings={settings} isPractice={isPractice}>
      <ErrorBoundary>
        <Gate state={state} />
      </ErrorBoundary>
    </ThemeRoot>
  );
}
