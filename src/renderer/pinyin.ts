import { useEffect, useSyncExternalStore } from 'react';
import type { Reader } from '../shared/catalog/sounds';

// pinyin-pro is the heaviest thing the window has and nothing on its first screens needs it: a file of its own, fetched
// from the app itself when the first picker or address asks.

let reader: Reader | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** Fetches the reader once; where that fails, pickers go on with 汉字 and codes, and the next who asks tries again. */
export function loadReader(): Promise<void> {
  loading ??= import('../shared/catalog/pinyin')
    .then((module) => {
      reader = module.reader;
      for (const listener of listeners) listener();
    })
    .catch(() => {
      loading = undefined;
    });
  return loading;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The reader once it is there; asks for it. */
export function useReader(): Reader | undefined {
  useEffect(() => void loadReader(), []);
  return useSyncExternalStore(subscribe, currentReader);
}

export function currentReader(): Reader | undefined {
  return reader;
}
