// The fuses of a packaged executable, compared with what electron-builder.yml promises.
import { readFileSync } from 'node:fs';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';
import { at } from '../base/paths.mjs';

/** Throws, naming each fuse that is not as set. */
export async function assertFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const { electronFuses } = parse(readFileSync(at('electron-builder.yml'), 'utf8'));
  const wrong = Object.entries(electronFuses).filter(([name, wanted]) => {
    const option = FuseV1Options[name.charAt(0).toUpperCase() + name.slice(1)];
    if (option === undefined) return false; // a setting of the packager, not a fuse
    return wire[option] !== (wanted ? FuseState.ENABLE : FuseState.DISABLE);
  });
  if (wrong.length > 0)
    throw new Error(`fuses not as set in ${executable}: ${wrong.map(([name]) => name).join(', ')}`);
}
