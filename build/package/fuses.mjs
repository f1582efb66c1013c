// The fuses of a packaged executable, compared with what electron-builder.yml promises.
import { readFileSync } from 'node:fs';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';
import { at } from '../base/paths.mjs';

/** Settings of the packager that stand among the fuses and are none. */
const NO_FUSES = ['resetAdHocDarwinSignature'];

/** Names of promised fuses that are not as promised, or that there is no fuse for. */
export function wrongFuses(wire, promised) {
  return Object.entries(promised)
    .filter(([name]) => !NO_FUSES.includes(name))
    .filter(([name, wanted]) => {
      const option = FuseV1Options[name.charAt(0).toUpperCase() + name.slice(1)];
      return option === undefined || wire[option] !== (wanted ? FuseState.ENABLE : FuseState.DISABLE);
    })
    .map(([name]) => name);
}

/** Throws, naming each fuse that is not as set. */
export async function assertFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const { electronFuses } = parse(readFileSync(at('electron-builder.yml'), 'utf8'));
  const wrong = wrongFuses(wire, electronFuses);
  if (wrong.length > 0) throw new Error(`fuses not as set in ${executable}: ${wrong.join(', ')}`);
}
