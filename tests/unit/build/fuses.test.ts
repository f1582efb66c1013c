import { FuseState, FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { wrongFuses } from '../../../build/package/fuses.mjs';

const PROMISED = { runAsNode: false, onlyLoadAppFromAsar: true, resetAdHocDarwinSignature: false };
const WIRE = {
  [FuseV1Options.RunAsNode]: FuseState.DISABLE,
  [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
};

test('fuses as promised are passed, each other state is named, and so is a name that no fuse has', () => {
  expect(wrongFuses(WIRE, PROMISED)).toEqual([]);
  for (const state of [FuseState.ENABLE, FuseState.INHERIT, FuseState.REMOVED]) {
    expect(wrongFuses({ ...WIRE, [FuseV1Options.RunAsNode]: state }, PROMISED)).toEqual(['runAsNode']);
  }
  expect(wrongFuses({ ...WIRE, [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.DISABLE }, PROMISED)).toEqual([
    'onlyLoadAppFromAsar',
  ]);
  expect(wrongFuses(WIRE, { ...PROMISED, runAsNodde: false })).toEqual(['runAsNodde']);
});
