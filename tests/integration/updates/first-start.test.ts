import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FirstStart } from '../../../src/main/core/updates/first-start';
import { aCore } from '../../builders/core';
import { aFolder } from '../../builders/store';

test('an update with which nobody gets to work tells the way back at its third start; the earlier program is well at once', () => {
  const file = join(aFolder(), 'starts.json');
  new FirstStart(file, '1.0.0').startedWell();
  const starts = ['1.1.0', '1.1.0', '1.1.0'].map((version) => new FirstStart(file, version).state());
  expect(starts.map(({ isFailing }) => isFailing)).toEqual([false, false, true]);
  expect(starts.at(-1)).toEqual({ version: '1.1.0', cameFrom: '1.0.0', starts: 3, isFailing: true });
  expect(new FirstStart(file, '1.0.0').state()).toMatchObject({ isFailing: false });
});

test('a seat that is new, or with which somebody works, is never told to go back', async () => {
  const { folder, core, enrolled, window } = await aCore();
  expect(await window().ask('update.state', {})).toMatchObject({
    cameFrom: null,
    starts: 1,
    isFailing: false,
  });
  await window().signIn();
  expect(await window().ask('update.state', {})).toMatchObject({
    cameFrom: '0.1.0',
    starts: 0,
    isFailing: false,
  });
  await core.stop();
  const again = await aCore({ folder, enrolled });
  expect(await again.window().ask('update.state', {})).toMatchObject({ starts: 0, isFailing: false });
});

test('a file that cannot be read or written keeps no seat from starting', () => {
  const folder = aFolder();
  const file = join(folder, 'starts.json');
  writeFileSync(file, '{"well":');
  expect(new FirstStart(file, '1.0.0').state()).toMatchObject({ starts: 1, isFailing: false });
  const barred = join(folder, 'barred.json');
  mkdirSync(`${barred}.new`); // nothing can be written here
  expect(new FirstStart(barred, '1.0.0').state()).toMatchObject({ isFailing: false });
});
