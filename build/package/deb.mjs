// The .deb, built by dpkg-deb from an unpacked app: electron-builder's own tool for it is a download from GitHub.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from '../base/exec.mjs';
import { fillWhole } from '../base/files.mjs';
import { at } from '../base/paths.mjs';
import { fail } from '../base/say.mjs';
import { appFolder, controlText, debName, desktopText, infoText, productOf } from './deb-texts.mjs';

/** Chromium's helper becomes root to build its sandbox, so it is packed as root's with the set-user-id bit. */
const SANDBOX = 'chrome-sandbox';
const SANDBOX_MODE = 0o4755;
const ICON_SIZE = /^(\d+x\d+)\.png$/;

/**
 * Packs `unpacked` as a .deb into `out`. `isQuick`: larger and in seconds, for trying it.
 * @param {{ unpacked: string, out: string, version: string, arch: 'x64' | 'arm64', floor: string, isQuick?: boolean }} wanted
 * @returns {Promise<string>} the file
 */
export async function buildDeb({ unpacked, out, version, arch, floor, isQuick = false }) {
  const product = productOf();
  const file = join(out, debName(product, { version, arch }));
  const tree = join(out, `deb-tree-${arch}`);
  mkdirSync(out, { recursive: true });
  await fillWhole(tree, async (folder) => {
    layTree(folder, unpacked, product, { version, arch, floor });
    // xz, because the dpkg of older systems knows no zstd.
    const packing = isQuick ? ['-Zgzip', '-z1'] : ['-Zxz'];
    const { code, tail } = await run('dpkg-deb', [...packing, '--root-owner-group', '--build', folder, file]);
    if (code !== 0) fail(`dpkg-deb could not pack ${file}: ${tail}`);
  });
  return file;
}

/** Lays the package's whole content under `folder`, as the UOS store wants it. */
export function layTree(folder, unpacked, product, { version, arch, floor }) {
  const { appId } = product;
  const app = join(folder, appFolder(appId));
  const entries = join(app, 'entries');
  cpSync(unpacked, join(app, 'files'), { recursive: true, verbatimSymlinks: true });
  write(join(app, 'info'), infoText(product, { version, arch }));
  write(join(entries, 'applications', `${appId}.desktop`), desktopText(product));
  for (const name of readdirSync(at('assets', 'icons'))) {
    const size = ICON_SIZE.exec(name)?.[1];
    if (size)
      copy(at('assets', 'icons', name), join(entries, 'icons', 'hicolor', size, 'apps', `${appId}.png`));
  }
  copy(at('assets', 'icon.svg'), join(entries, 'icons', 'hicolor', 'scalable', 'apps', `${appId}.svg`));
  settleModes(app);
  const files = filesIn(app);
  const installedKiB = Math.ceil(files.reduce((sum, file) => sum + lstatSync(file).size, 0) / 1024);
  write(join(folder, 'DEBIAN', 'control'), controlText(product, { version, arch, floor, installedKiB }));
  write(join(folder, 'DEBIAN', 'md5sums'), sumsOf(folder, files));
}

/** Nobody but root may write, whatever the umask of the machine that packs. */
function settleModes(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) settleModes(path);
    else if (entry.isFile()) {
      const isProgram = (lstatSync(path).mode & 0o100) !== 0;
      chmodSync(path, entry.name === SANDBOX ? SANDBOX_MODE : isProgram ? 0o755 : 0o644);
    }
  }
}

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const sumsOf = (folder, files) =>
  files
    .map(
      (file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${relative(folder, file)}\n`,
    )
    .join('');

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** Where electron-builder lays the unpacked app of this machine's kind. */
export function unpackedFolder(out, arch) {
  const folder = join(out, arch === 'x64' ? 'linux-unpacked' : `linux-${arch}-unpacked`);
  if (!existsSync(folder)) fail(`there is no unpacked app in ${folder}.`);
  return folder;
}
