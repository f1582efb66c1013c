import Store from 'electron-store';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, Settings } from '../../shared/ipc/contract';
import type { SettingsStore } from '../core/ports';

const NAME = 'settings';

/**
 * Settings in `settings.json` of `folder`. What was written by a newer version or by hand and doesn't fit falls back to
 * the default of that field; an unreadable file is kept beside under a name with the time, never deleted.
 */
export function openSettingsStore(folder: string, now: () => number = Date.now): SettingsStore {
  const store = open(folder, now);
  return {
    load: () => Promise.resolve(settingsFrom(store.store)),
    save(settings) {
      store.store = Settings.parse(settings);
      return Promise.resolve();
    },
  };
}

function open(folder: string, now: () => number): Store<Record<string, unknown>> {
  const options = {
    cwd: folder,
    name: NAME,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
  };
  try {
    return new Store<Record<string, unknown>>(options);
  } catch {
    const file = join(folder, `${NAME}.json`);
    renameSync(file, join(folder, `${NAME}.unreadable-${now()}.json`));
    return new Store<Record<string, unknown>>(options);
  }
}

/** Field by field: one odd value must not cost the agent the others. */
export function settingsFrom(stored: unknown): Settings {
  const found: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const fields = Object.entries(Settings.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(found[name]);
    return [name, parsed.success ? parsed.data : DEFAULT_SETTINGS[name as keyof Settings]];
  });
  return Settings.parse(Object.fromEntries(fields));
}
