import type { FirstStart } from '../updates/first-start';
import type { Story } from '../updates/story';
import type { Updates } from '../updates/updates';
import type { Handlers } from './router';

type Name = Extract<keyof Handlers, `update.${string}`>;

/** The program itself: which one runs, what the last first start came to, and what may be installed next. */
export function updateHandlers({
  firstStart,
  story,
  updates,
}: {
  firstStart: FirstStart;
  story: Story;
  updates: Updates;
}): Pick<Handlers, Name> {
  const state = () => ({ ...firstStart.state(), story: story.view() });
  return {
    'update.state': state,
    'update.seen': () => {
      story.seen();
      return state();
    },
    'update.view': () => updates.view(),
    'update.look': (_, { person }) => updates.look(person),
    'update.import': (_, { person }) => updates.import(person),
  };
}
