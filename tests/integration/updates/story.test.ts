import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FirstStart } from '../../../src/main/core/updates/first-start';
import { Story, type StoreForm } from '../../../src/main/core/updates/story';
import { aCore } from '../../builders/core';
import { aFolder } from '../../builders/store';

const SAME: StoreForm = { found: 18, now: 18, wayBack: false, isPutBack: false };

/** One start of a program of this version; `work`: somebody signs in. */
function start(folder: string, version: string, form: StoreForm | { failed: string }, works = true) {
  const first = new FirstStart(join(folder, 'starts.json'), version);
  const story = new Story(join(folder, 'first-start.json'), first, () => 1_000);
  if ('failed' in form) story.failed(form.failed);
  else story.opened(form);
  if (works) first.startedWell();
  return story.view();
}

describe('what the last first start came to', () => {
  test('is told from the second program on, with what became of the store', () => {
    const folder = aFolder();
    expect(start(folder, '1.0.0', { ...SAME, found: null })).toBeNull();
    expect(start(folder, '1.0.0', SAME)).toBeNull();
    const migrated = { ...SAME, now: 19, wayBack: true };
    expect(start(folder, '1.1.0', migrated, false)).toMatchObject({
      version: '1.1.0',
      cameFrom: '1.0.0',
      what: { kind: 'migrated', from: 18, to: 19, wayBack: true },
      isSeen: false,
    });
    // The second start, and those after somebody signed in, add nothing.
    const still = start(folder, '1.1.0', { ...SAME, found: 19, now: 19 });
    expect(still?.what.kind).toBe('migrated');
    expect(start(folder, '1.1.0', { ...SAME, found: 19, now: 19 })).toEqual(still);
    expect(start(folder, '1.2.0', { ...SAME, found: 19, now: 19 })?.what).toEqual({ kind: 'updated' });
  });

  test('names why the earlier program is here again: what failed, or that nobody got to work', () => {
    const folder = aFolder();
    start(folder, '1.0.0', SAME);
    start(folder, '1.1.0', { failed: 'store_corrupt' }, false);
    const back = start(folder, '1.0.0', { ...SAME, isPutBack: true });
    expect(back?.what).toEqual({
      kind: 'rolled_back',
      tried: '1.1.0',
      starts: 1,
      why: 'store_corrupt',
      store: 'put_back',
    });
    expect(start(folder, '1.0.0', SAME)).toEqual(back);
    start(folder, '1.2.0', SAME, false);
    start(folder, '1.2.0', SAME, false);
    expect(start(folder, '1.0.0', SAME)?.what).toEqual({
      kind: 'rolled_back',
      tried: '1.2.0',
      starts: 2,
      why: null,
      store: 'unchanged',
    });
  });

  test('a file of a later program, or one that cannot be written, keeps no seat from starting', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'first-start.json'), '{"what":"of the future"}');
    start(folder, '1.0.0', SAME);
    mkdirSync(join(folder, 'first-start.json.new'));
    expect(start(folder, '1.1.0', SAME)?.what).toEqual({ kind: 'updated' });
  });

  test('at the whole seat it is told until somebody has read it', async () => {
    const before = await aCore({ config: { version: '0.0.9' } });
    await before.signedIn();
    await before.core.stop();
    const { signedIn, window } = await aCore({ folder: before.folder, enrolled: before.enrolled });
    const { story } = await window().ask('update.state', {});
    expect(story).toMatchObject({
      version: '0.1.0',
      cameFrom: '0.0.9',
      what: { kind: 'updated' },
      isSeen: false,
    });
    expect(await window().codeOf('update.seen', {})).toBe('not_signed_in');
    const seat = await signedIn();
    expect((await seat.ask('update.seen', {})).story?.isSeen).toBe(true);
  });
});

test('of a way back that was cut off nothing is kept once somebody signs in (R-17)', async () => {
  const { folder, window } = await aCore();
  const data = join(folder, 'data');
  for (const end of ['.part', '.part.part']) writeFileSync(join(data, `seat.db${end}`), 'half a copy');
  await window().signIn();
  expect(readdirSync(data).filter((name) => name.includes('.part'))).toEqual([]);
});

test('only a supervisor looks for updates or brings one in; without a key nothing is believed', async () => {
  const folder = aFolder();
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ schema: 1, updates: { folder: '/nowhere' } }));
  const opened: string[] = [];
  const dialogs = {
    saveTo: async () => null,
    openAnswer: async () => null,
    openFolder: async () => (opened.push('asked'), folder),
  };
  const { signedIn, core } = await aCore({ dialogs, config: { policyPlaces: [policy] } });
  const agent = await signedIn();
  expect(await agent.codeOf('update.import', {})).toBe('not_allowed');
  expect(await agent.codeOf('update.look', {})).toBe('not_allowed');
  expect(opened).toEqual([]);
  expect(await agent.ask('update.view', {})).toMatchObject({
    hasKey: false,
    source: { kind: 'folder', folder: '/nowhere' },
  });
  const supervisor = await signedIn('p-2001');
  await supervisor.ask('update.import', {});
  expect(opened).toEqual(['asked']);
  await expect
    .poll(async () => (await supervisor.ask('update.view', {})).looked)
    .toMatchObject({ from: 'folder', problem: 'no_key' });
  await core.stop();
  expect(existsSync(join(folder, 'updates'))).toBe(false);
});
