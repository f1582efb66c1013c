// Step 3 (Linux): what Chromium needs of the system. Installed where we may, else named.
import { existsSync } from 'node:fs';
import { onPath, run } from '../base/exec.mjs';
import { fail, say, saying } from '../base/say.mjs';

/** What is looked for -> the Debian packages that have it, newest name first (Debian 13 and Ubuntu 24 renamed some). */
const LIBRARIES = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnss3.so': ['libnss3'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libgbm.so.1': ['libgbm1'],
  'libXss.so.1': ['libxss1'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libdrm.so.2': ['libdrm2'],
  'libsecret-1.so.0': ['libsecret-1-0'],
};
/** A key ring as a desktop has one, for the tests that keep the store's key in it. */
const KEY_RING = {
  'gnome-keyring-daemon': ['gnome-keyring'],
  'dbus-daemon': ['dbus', 'dbus-daemon'],
  'dbus-send': ['dbus-bin', 'dbus'],
};
/** Other programs that open the papers the seat exports, for the tests alone. */
const OFFICE = '/usr/lib/libreoffice/program';
const PAPER_READERS = {
  'LibreOffice Writer': {
    file: () => existsSync(`${OFFICE}/libswlo.so`),
    packages: ['libreoffice-writer-nogui'],
  },
  'LibreOffice Calc': {
    file: () => existsSync(`${OFFICE}/libsclo.so`),
    packages: ['libreoffice-calc-nogui'],
  },
  pdftotext: { file: () => onPath('pdftotext') !== null, packages: ['poppler-utils'] },
};
/** What tries the installers: a Debian of its own to install into, and the compiler of the Windows installer's script. */
const INSTALLER_TOOLS = {
  debootstrap: ['debootstrap'],
  makensis: ['nsis'],
  'aarch64-linux-gnu-g++': ['g++-aarch64-linux-gnu'],
  'qemu-aarch64-static': ['qemu-user-static'],
};
/** Of another processor: Debian's cross compiler. */
const COMPILERS = {
  '': { 'g++': ['g++'], readelf: ['binutils'] },
  'aarch64-linux-gnu-': { 'aarch64-linux-gnu-g++': ['g++-aarch64-linux-gnu'], readelf: ['binutils'] },
  'x86_64-linux-gnu-': { 'x86_64-linux-gnu-g++': ['g++-x86-64-linux-gnu'], readelf: ['binutils'] },
};

/** What the app or its tests can be without, and what that costs. */
const OPTIONAL = {
  'Chinese font': 'text may show as boxes',
  debootstrap: 'the .deb is not tried in a clean root',
  makensis: 'the script of the Windows installer is not compiled',
  'aarch64-linux-gnu-g++': 'the .deb for arm64 is not built',
  'qemu-aarch64-static': 'the native store for arm64 is compiled, but not run',
  ...Object.fromEntries(Object.keys(KEY_RING).map((name) => [name, 'the tests of the key ring are skipped'])),
  ...Object.fromEntries(
    Object.keys(PAPER_READERS).map((name) => [name, 'tests that open papers in other programs are skipped']),
  ),
};

export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

async function knownLibraries() {
  const ldconfig = onPath('ldconfig') ?? '/sbin/ldconfig';
  return (await run(ldconfig, ['-p'])).output;
}

async function hasChineseFont() {
  const list = onPath('fc-list');
  return list !== null && (await run(list, [':lang=zh', 'family'])).output.trim() !== '';
}

async function missing() {
  const known = await knownLibraries();
  const wanted = Object.entries(LIBRARIES).filter(([library]) => !known.includes(`\t${library} `));
  if (!hasDisplay() && !onPath('Xvfb')) wanted.push(['Xvfb', ['xvfb']]);
  if (!(await hasChineseFont())) wanted.push(['Chinese font', ['fonts-noto-cjk']]);
  return wanted;
}

const apt = (args, timeoutMs = 900_000) =>
  run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs });

async function install(wanted) {
  await saying('apt-get update', () => apt(['update', '-qq']));
  const packages = [];
  for (const [, names] of wanted) {
    const policy = (await run('apt-cache', ['policy', ...names], { env: { LC_ALL: 'C' } })).output;
    const offered = names.filter((name) => hasCandidate(policy, name));
    packages.push(offered[0] ?? names.at(-1));
  }
  const { code, tail } = await saying(`installing system packages: ${packages.join(' ')}`, () =>
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]),
  );
  if (code !== 0) fail(`apt-get could not install ${packages.join(' ')}: ${tail}`);
}

function hasCandidate(policy, name) {
  const part = policy.split(/^(?=\S)/m).find((block) => block.startsWith(`${name}:`));
  return Boolean(part) && !/Candidate: \(none\)/.test(part);
}

/** Makes sure of `wanted` ([what, packages][]), by apt-get as root on Debian and its kin, else by saying what to do. */
async function ensure(wanted, find) {
  if (wanted.length === 0) return;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    await install(wanted);
    wanted = await find();
    if (wanted.length === 0) return;
  }
  const packages = wanted.map(([, names]) => names.at(-1)).join(' ');
  const what = wanted.map(([name]) => name).join(', ');
  const without = wanted.map(([name]) => OPTIONAL[name]);
  if (without.every(Boolean)) {
    say(`no ${what}: ${without[0]} until this is run: sudo apt-get install ${packages}`);
    return;
  }
  fail(`this machine lacks ${what}: run "sudo apt-get install ${packages}", then start again.`);
}

/** Only asked for when the native module must be compiled. `prefix`: of the compiler for another processor. */
export async function ensureCompiler(prefix = '') {
  const find = async () => Object.entries(COMPILERS[prefix]).filter(([program]) => !onPath(program));
  await ensure(await find(), find);
}

/** For the end-to-end tests alone: without it they skip what needs it, and say so. */
export async function ensureKeyRing() {
  const find = async () => Object.entries(KEY_RING).filter(([program]) => !onPath(program));
  if (process.platform === 'linux') await ensure(await find(), find);
}

/** For the tests of packages alone, likewise. */
export async function ensureInstallerTools() {
  const find = async () => Object.entries(INSTALLER_TOOLS).filter(([program]) => !onPath(program));
  if (process.platform === 'linux') await ensure(await find(), find);
}

/** For the tests of papers alone, likewise. @returns {Promise<void>} */
export async function ensurePaperReaders() {
  const find = async () =>
    Object.entries(PAPER_READERS)
      .filter(([, { file }]) => !file())
      .map(([name, { packages }]) => [name, packages]);
  if (process.platform === 'linux') await ensure(await find(), find);
}

export const systemLibraries = {
  name: 'system-libraries',
  key: () => `${Object.keys(LIBRARIES)} ${hasDisplay()}`,
  isReady: () => process.platform !== 'linux' || hasDisplay() || existsSync(onPath('Xvfb') ?? ''),
  async run() {
    if (process.platform === 'linux') await ensure(await missing(), missing);
  },
};
