import { QueueDetail, QueueItem } from '../../../src/shared/ipc/contract';
import type { SeatApp } from './seat-app';

interface Answer {
  value: { items: unknown[] };
}

/** The call of this seat-local number as the core lists it to whoever is signed in; undefined where there is none. */
export async function findCall(app: SeatApp, number: string): Promise<QueueItem | undefined> {
  const list = { states: [], search: number, onlyUnreviewed: false, offset: 0, limit: 5 };
  const answer = (await app.ask('queue.list', list)) as Answer;
  const items = answer.value.items.map((item) => QueueItem.parse(item));
  return items.find((item) => item.localNumber === number);
}

export async function detailOf(app: SeatApp, id: string): Promise<QueueDetail> {
  const answer = (await app.ask('queue.detail', { id })) as { value: unknown };
  return QueueDetail.parse(answer.value);
}

/** Sets colours and language, and waits until the window wears them. */
export async function dress(
  app: SeatApp,
  theme: 'light' | 'dark',
  language: 'zh-CN' | 'en-US',
): Promise<void> {
  const rest = { textSize: 'normal', confirmKey: 'enter', tourSeen: true };
  await app.ask('settings.save', { ...rest, theme, language });
  await app.page.waitForFunction(
    ([scheme, lang]) => {
      const root = document.documentElement;
      return getComputedStyle(root).colorScheme === scheme && root.lang === lang;
    },
    [theme, language],
  );
}
