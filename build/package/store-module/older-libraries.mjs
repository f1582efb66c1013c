// Stand-ins for the C library of an older system, to link against: its names and versions without its code. The libraries
// of this machine still answer to every older version of a name; a stand-in offers the newest that the floor knows.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../base/exec.mjs';
import { fail } from '../../base/say.mjs';
import { compareVersions } from '../elf.mjs';

const LOADER = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' };
const C_LIBRARY = 'libc.so.6';
/** glibc 2.34 took these two into the C library; a system below it has them apart. */
const ONCE_APART = [
  { library: 'libdl.so.2', names: /^dl/ },
  { library: 'libpthread.so.0', names: /^(?:pthread|sem)_/ },
];
const MERGED_IN = '2.34';
const SYMBOL =
  /^\s*\d+: \S+\s+\S+ (?<type>FUNC|IFUNC|OBJECT)\s+(?:GLOBAL|WEAK)\s+\S+\s+\d+ (?<name>[^@\s]+)@@?GLIBC_(?<version>[\d.]+)/gm;

/**
 * Puts the stand-ins into `folder`.
 * @param {{ arch: 'x64' | 'arm64', cc: string, floor: string, folder: string }} wanted `cc`: the compiler for `arch`
 * @returns {Promise<string[]>} the files, in the order in which a linker wants them
 */
export async function layOlderLibraries({ arch, cc, floor, folder }) {
  mkdirSync(folder, { recursive: true });
  const libraries = new Map();
  for (const library of ['libm.so.6', C_LIBRARY, LOADER[arch]]) {
    for (const symbol of oldestOf(await symbolsOf(cc, library), floor)) {
      const home = library === C_LIBRARY ? homeOf(symbol) : library;
      libraries.set(home, [...(libraries.get(home) ?? []), symbol]);
    }
  }
  const files = [];
  for (const [library, symbols] of libraries) files.push(await layStandIn({ cc, folder, library, symbols }));
  return files;
}

async function symbolsOf(cc, library) {
  const file = (await run(cc, [`-print-file-name=${library}`])).output.trim();
  const { code, output, tail } = await run('readelf', ['-W', '--dyn-syms', file]);
  if (code !== 0) fail(`readelf could not read ${file}: ${tail}`);
  return [...output.matchAll(SYMBOL)].map(({ groups }) => ({ ...groups }));
}

/** Of each name the newest version that is not over the floor. */
function oldestOf(symbols, floor) {
  const found = new Map();
  const merged = new Set(symbols.filter(({ version }) => version === MERGED_IN).map(({ name }) => name));
  for (const symbol of symbols) {
    const known = found.get(symbol.name);
    const isOver = compareVersions(symbol.version, floor) > 0;
    if (!isOver && (!known || compareVersions(symbol.version, known.version) > 0))
      found.set(symbol.name, { ...symbol, isMerged: merged.has(symbol.name) });
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function homeOf({ name, isMerged }) {
  const apart = isMerged ? ONCE_APART.find(({ names }) => names.test(name)) : undefined;
  return apart?.library ?? C_LIBRARY;
}

async function layStandIn({ cc, folder, library, symbols }) {
  const file = join(folder, library);
  const code = symbols.map(({ name, type, version }, place) => {
    const [section, kind] = type === 'OBJECT' ? ['.data', '%object'] : ['.text', '%function'];
    return (
      `${section}\n.globl s${place}\n.type s${place},${kind}\ns${place}: .byte 0\n.size s${place},1\n` +
      `.symver s${place},${name}@@GLIBC_${version},remove\n`
    );
  });
  const versions = [...new Set(symbols.map(({ version }) => version))].sort(compareVersions);
  writeFileSync(`${file}.s`, code.join(''));
  writeFileSync(`${file}.map`, versions.map((version) => `GLIBC_${version} { };\n`).join(''));
  const naming = [`-Wl,-soname,${library}`, `-Wl,--version-script=${file}.map`];
  const done = await run(cc, ['-shared', '-nostdlib', ...naming, '-o', file, `${file}.s`]);
  if (done.code !== 0) fail(`the stand-in for ${library} could not be linked: ${done.tail}`);
  return file;
}
