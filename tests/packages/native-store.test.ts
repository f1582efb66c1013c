import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { onPath } from '../../build/base/exec.mjs';
import { fillWhole } from '../../build/base/files.mjs';
import { inCache, inRuntime } from '../../build/base/paths.mjs';
import { unpackFromRegistry } from '../../build/base/registry-package.mjs';
import { compareVersions, glibcFloor, versionsNeeded } from '../../build/package/elf.mjs';
import { GLIBC_CEILING } from '../../build/package/floor.mjs';
import { layShippedStore } from '../../build/package/store-module/shipped.mjs';
import { NODE } from '../../build/pins.mjs';
import { toolNode } from '../../build/steps/node.mjs';

const COMPILE_LIMIT_MS = 10 * 60_000;
const CROSS = 'aarch64-linux-gnu-g++';
const EMULATOR = 'qemu-aarch64-static';
const SYSROOT = '/usr/aarch64-linux-gnu';
const canCross = process.arch === 'arm64' || onPath(CROSS) !== null;

/** An encrypted store: written, closed, opened again; functions whose versions were the newest; an error that is thrown. */
const TRIAL = `
const [,, binding, file] = process.argv;
const Database = require(${JSON.stringify(join(process.cwd(), 'node_modules', 'better-sqlite3'))});
const open = () => {
  const db = new Database(file, { nativeBinding: binding });
  db.pragma("cipher = 'aegis'");
  db.pragma("key = '12369'");
  return db;
};
const first = open();
first.pragma('journal_mode = WAL');
first.exec('CREATE TABLE calls (number TEXT, weight REAL)');
const insert = first.prepare('INSERT INTO calls VALUES (?, ?)');
first.transaction(() => { for (let n = 0; n < 2000; n += 1) insert.run('ZZ01-' + n, n / 2000); })();
first.close();
const second = open();
const told = second.prepare('SELECT count(*) AS n, round(exp(1), 6) AS e, round(ln(2), 6) AS l, pow(2, 10) AS p FROM calls').get();
let code = null;
try { second.prepare('SELECT nothing').get(); } catch (error) { code = error.code; }
second.close();
process.stdout.write(JSON.stringify({ ...told, code, arch: process.arch }));
`;
const TOLD = { n: 2000, e: 2.718282, l: 0.693147, p: 1024, code: 'SQLITE_ERROR' };

function tried(arch: string, command: string, first: readonly string[], module: string): unknown {
  const folder = inRuntime('store-trial', arch);
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'trial.cjs');
  writeFileSync(script, TRIAL);
  const file = join(folder, `trial-${process.pid}.db`);
  const { stdout, stderr } = spawnSync(command, [...first, script, module, file], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  return JSON.parse(stdout);
}

describe.skipIf(process.platform !== 'linux').each([
  { arch: 'x64', isMadeHere: process.arch === 'x64' },
  { arch: 'arm64', isMadeHere: canCross },
] as const)('the native store that Linux packages carry, for $arch', ({ arch, isMadeHere }) => {
  let module = '';
  beforeAll(async () => {
    if (isMadeHere) module = (await layShippedStore(arch)) as string;
  }, COMPILE_LIMIT_MS);

  test.skipIf(!isMadeHere)('wants glibc 2.28 and no C++ library of the system', () => {
    const floor = glibcFloor(module) as string;
    expect(compareVersions(floor, GLIBC_CEILING[arch])).toBeLessThanOrEqual(0);
    const needs = versionsNeeded(module) as string[];
    expect(needs.filter((name) => /^(GLIBCXX|CXXABI)_/.test(name))).toEqual([]);
    expect(needs.filter((name) => name.startsWith('GLIBC_')).length).toBeGreaterThan(2);
  });

  test.skipIf(!isMadeHere || process.arch !== arch)('keeps an encrypted store', () => {
    expect(tried(arch, toolNode(), [], module)).toEqual({ ...TOLD, arch });
  });
});

describe.skipIf(!canCross || process.arch === 'arm64' || onPath(EMULATOR) === null)(
  'under an emulator',
  () => {
    let node = '';
    beforeAll(async () => {
      const wanted = NODE.packages['linux-arm64'];
      const folder = inCache(`node-${NODE.version}-linux-arm64`);
      if (!existsSync(folder))
        await fillWhole(folder, (part: string) =>
          unpackFromRegistry({ ...wanted, version: NODE.version }, part),
        );
      node = join(folder, 'bin', 'node');
    }, COMPILE_LIMIT_MS);

    test('the one for arm64 keeps an encrypted store', () => {
      const module = inRuntime('shipped-store', 'linux-arm64.node');
      expect(tried('arm64', EMULATOR, ['-L', SYSROOT, node], module)).toEqual({ ...TOLD, arch: 'arm64' });
    });
  },
);

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the tests of the store', () => {
  test(
    'pass over it as they do over the prebuilt',
    () => {
      const said = execFileSync(
        toolNode(),
        ['node_modules/vitest/vitest.mjs', 'run', 'tests/migrations', 'tests/unit/core', '--reporter=dot'],
        {
          encoding: 'utf8',
          env: { ...process.env, NATIVE_STORE: inRuntime('shipped-store', 'linux-x64.node'), NO_COLOR: '1' },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      expect(said).toMatch(/Tests\s+\d{2,} passed/);
      expect(said).not.toMatch(/failed/);
    },
    COMPILE_LIMIT_MS,
  );
});
