// Packages for trying the installer, beside what is released: made quickly, and of whatever Electron this machine has.
import { readFileSync } from 'node:fs';
import { at, inRuntime } from '../base/paths.mjs';
import { buildDeb, unpackedFolder } from './deb.mjs';
import { floorsIn, assertFloor } from './floor.mjs';
import { packageApp } from './package-app.mjs';

export const productVersion = () => JSON.parse(readFileSync(at('package.json'), 'utf8')).version;

/** The built app as a .deb of `version`, which need not be the product's. @returns {Promise<string>} the file */
export async function buildTrialDeb(version) {
  const out = inRuntime('trial', version);
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  await packageApp({ platform: 'linux', target: 'dir', arch }, { out, version });
  const unpacked = unpackedFolder(out, arch);
  const floor = assertFloor(floorsIn(unpacked), arch);
  return buildDeb({ unpacked, out, version, arch, floor, isQuick: true });
}
