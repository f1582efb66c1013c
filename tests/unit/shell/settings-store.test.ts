import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openSettingsStore } from '../../../src/main/shell/settings-store';
import { DEFAULT_SETTINGS } from '../../../src/shared/ipc/contract';

// electron-store is its base class plus Electron's folders, which are not here.
vi.mock('electron-store', async () => {
  const { default: Conf } = await import('conf');
  return {
    default: class extends Conf {
      constructor({ name, ...options }: { name: string; cwd: string }) {
        super({ ...options, configName: name, projectVersion: '0.0.0' });
      }
    },
  };
});

const folder = () => mkdtempSync(join(tmpdir(), 'settings-'));

test('what was saved is there after a new start', async () => {
  const here = folder();
  await openSettingsStore(here).save({ ...DEFAULT_SETTINGS, theme: 'dark', tourSeen: true });
  expect(await openSettingsStore(here).load()).toEqual({
    ...DEFAULT_SETTINGS,
    theme: 'dark',
    tourSeen: true,
  });
});

test('an unreadable file is kept beside, and the defaults stand', async () => {
  const here = folder();
  writeFileSync(join(here, 'settings.json'), '{"theme": "da');
  const store = openSettingsStore(here, () => 7);
  expect(await store.load()).toEqual(DEFAULT_SETTINGS);
  expect(readFileSync(join(here, 'settings.unreadable-7.json'), 'utf8')).toBe('{"theme": "da');
  await store.save({ ...DEFAULT_SETTINGS, textSize: 'large' });
  expect(readdirSync(here).sort()).toEqual(['settings.json', 'settings.unreadable-7.json']);
});

test('one odd field falls back alone; unknown ones are left out', async () => {
  const here = folder();
  writeFileSync(
    join(here, 'settings.json'),
    JSON.stringify({ theme: 'pink', textSize: 'large', fromTheFuture: 1 }),
  );
  expect(await openSettingsStore(here).load()).toEqual({ ...DEFAULT_SETTINGS, textSize: 'large' });
});

test('what is not a setting is not written', async () => {
  const store = openSettingsStore(folder());
  const odd = { ...DEFAULT_SETTINGS, theme: 'pink' } as unknown as typeof DEFAULT_SETTINGS;
  expect(() => store.save(odd)).toThrow();
  expect(await store.load()).toEqual(DEFAULT_SETTINGS);
});
