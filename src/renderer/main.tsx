import './zod-jitless';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DEFAULT_SETTINGS } from '../shared/ipc/contract';
import { makeLanguages, speak } from './language';
import { request } from './seat/seat-client';
import { makeQueryClient } from './seat/seat-queries';
import { App } from './shell/App';

const PATIENCE_MS = 1500;

/** Asks the core how things stand before the first paint, so that language and colours are right from the start. */
async function start(root: HTMLElement): Promise<void> {
  const queryClient = makeQueryClient();
  const languages = makeLanguages();
  const asked = queryClient
    .fetchQuery({ queryKey: ['app.state', {}], queryFn: () => request('app.state', {}) })
    .catch(() => undefined); // the app asks again and says what is wrong
  // Asked in the same breath: where nobody must be asked for a passphrase, signing in is what comes first.
  void queryClient.prefetchQuery({
    queryKey: ['session.people', {}],
    queryFn: () => request('session.people', {}),
  });
  const state = await Promise.race([
    asked,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS)),
  ]);
  await speak(languages, state?.settings.language ?? DEFAULT_SETTINGS.language);
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} languages={languages} />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
