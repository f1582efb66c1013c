// better-sqlite3's native module from the package's own source, for systems older than the one its prebuilt wants: linked
// against stand-ins for an older C library, with the C++ library inside.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../base/exec.mjs';
import { copyWhole, fillWhole } from '../../base/files.mjs';
import { at, inCache, inRuntime } from '../../base/paths.mjs';
import { fail, saying } from '../../base/say.mjs';
import { keyOf, keyOfFiles } from '../../base/stamps.mjs';
import { headerFolder } from '../../steps/node.mjs';
import { ensureCompiler } from '../../steps/system-libraries.mjs';
import { GLIBC_CEILING } from '../floor.mjs';
import { layOlderLibraries } from './older-libraries.mjs';

const STORE = ['node_modules', 'better-sqlite3'];
const OWN = ['build', 'package', 'store-module'];
/** What the module may leave open: Node's own interface, and what a linker adds and the loader may do without. */
const LEFT_OPEN = /^(?:napi_|node_api_|_ITM_|_ZGT|__gmon_start__$|__cxa_pure_virtual$)/;
const STABLE = ['NAPI_VERSION=10'];

const FLAGS = ['-O3', '-DNDEBUG', '-fPIC', '-pthread', '-fvisibility=hidden', '-fstack-protector-strong'];
const HARDENED = ['-D_FORTIFY_SOURCE=2', '-ffile-prefix-map=.=store'];
const C_FLAGS = [...FLAGS, ...HARDENED, '-std=c99', '-w', '-D_GNU_SOURCE'];
const CPP_FLAGS = [...FLAGS, ...HARDENED, '-std=c++20', '-fvisibility-inlines-hidden'];
const CPP_DEFINES = ['NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'];
const LINK_FLAGS = [
  ...['-shared', '-nodefaultlibs', '-s'],
  ...['-Bsymbolic', '--exclude-libs,ALL', '-z,relro,-z,now', '--build-id=none'].map((one) => `-Wl,${one}`),
];

const compilerOf = (arch) =>
  arch === process.arch ? '' : { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' }[arch];

/**
 * The module for Linux on `arch`, compiled once a machine. `napi`: the defines of the Node-API level it is to ask for.
 * @param {{ arch: 'x64' | 'arm64', napi?: string[] }} wanted
 * @returns {Promise<string>} the file, in the cache
 */
export async function compiledStore({ arch, napi = STABLE }) {
  const cached = inCache('native', keyOfStore(arch, napi), `linux-${arch}.node`);
  if (existsSync(cached)) return cached;
  const prefix = compilerOf(arch);
  await ensureCompiler(prefix);
  await saying(`compiling better-sqlite3 for ${arch} (once; takes 1 to 2 minutes)`, () =>
    compileInto(cached, { arch, napi, prefix }),
  );
  return cached;
}

function keyOfStore(arch, napi) {
  const { version } = JSON.parse(readFileSync(at(...STORE, 'package.json'), 'utf8'));
  return keyOf(version, arch, napi, GLIBC_CEILING[arch], keyOfFiles(join(...OWN)));
}

async function compileInto(target, { arch, napi, prefix }) {
  const [cc, cpp] = [`${prefix}gcc`, `${prefix}g++`];
  const from = (...parts) => at(...STORE, ...parts);
  const sqlite = from('deps', 'sqlite3');
  const addon = dirname(at('node_modules', 'node-addon-api', 'napi.h'));
  const headers = [join(headerFolder(), 'include', 'node'), addon, sqlite].map((folder) => `-I${folder}`);
  const defines = (names) => names.map((name) => `-D${name}`);
  await fillWhole(inRuntime('store-module', arch), async (folder) => {
    // The one source whose own name stands in its messages: by a short name, the result is the same in every clone.
    copyFileSync(from('deps', 'sqlite3', 'sqlite3.c'), join(folder, 'sqlite3.c'));
    const compile = (program, args) => must(program, [...args, '-c'], folder);
    const floor = GLIBC_CEILING[arch];
    const [libraries] = await Promise.all([
      layOlderLibraries({ arch, cc, floor, folder: join(folder, 'older') }),
      compile(cc, [...C_FLAGS, ...defines(sqliteDefines()), 'sqlite3.c', '-o', 'sqlite3.o']),
      compile(cpp, [
        ...CPP_FLAGS,
        ...defines([...CPP_DEFINES, ...napi]),
        ...headers,
        from('src', 'better_sqlite3.cpp'),
        ...['-o', 'better_sqlite3.o'],
      ]),
      compile(cc, [...FLAGS, at(...OWN, 'older-libraries.c'), '-o', 'older-libraries.o']),
    ]);
    const objects = ['better_sqlite3.o', 'sqlite3.o', 'older-libraries.o'];
    const inside = ['-Wl,-Bstatic', '-lstdc++', '-Wl,-Bdynamic', '-lgcc_s', '-lgcc'];
    const exported = `-Wl,--version-script=${at(...OWN, 'exports.map')}`;
    await must(
      cpp,
      [...LINK_FLAGS, exported, ...objects, ...inside, ...libraries, '-o', 'store.node'],
      folder,
    );
    await assertWhole(join(folder, 'store.node'));
    copyWhole(join(folder, 'store.node'), target);
  });
}

/** The package's own settings of SQLite. */
function sqliteDefines() {
  const text = readFileSync(at(...STORE, 'deps', 'defines.gypi'), 'utf8');
  const found = [...text.matchAll(/^\s+'([A-Z][\w=-]+)',$/gm)].map(([, define = '']) => define);
  if (!found.includes('SQLITE_ENABLE_FTS5')) fail("better-sqlite3's deps/defines.gypi has changed.");
  return found;
}

/** A name that the older C library lacks stays open, and would end the program when it is first used. */
async function assertWhole(file) {
  const { output } = await run('readelf', ['-W', '--dyn-syms', file]);
  const open = [...output.matchAll(/ UND (\S+)$/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !name.includes('@') && !LEFT_OPEN.test(name));
  if (open.length > 0)
    fail(
      `better-sqlite3 compiled here wants what older systems lack: ${open.join(', ')}. ` +
        'Build on Debian 12, or add them to build/package/store-module/older-libraries.c.',
    );
}

async function must(program, args, cwd) {
  const { code, tail } = await run(program, args, { cwd, timeoutMs: 20 * 60_000 });
  if (code !== 0) fail(`better-sqlite3 could not be compiled (${program}): ${tail}`);
}
