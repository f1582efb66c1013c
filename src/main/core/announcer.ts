import type { Topic } from '../../shared/ipc/contract';
import type { Announce } from './ports';

/**
 * Gathers what changed and tells it once per turn, after the answer that changed it. Topics without ids mean
 * everything of the topic.
 */
export function createAnnouncer(tell: (topic: Topic, ids: readonly string[]) => void): Announce {
  const waiting = new Map<Topic, Set<string> | 'all'>();
  const flush = (): void => {
    const changes = [...waiting];
    waiting.clear();
    for (const [topic, ids] of changes) tell(topic, ids === 'all' ? [] : [...ids]);
  };
  return (topic, ids = []) => {
    if (waiting.size === 0) setImmediate(flush);
    const known = waiting.get(topic) ?? new Set<string>();
    if (ids.length === 0 || known === 'all') waiting.set(topic, 'all');
    else
      waiting.set(
        topic,
        ids.reduce((all, id) => all.add(id), known),
      );
  };
}
