// Step 5: better-sqlite3 for a runtime whose Node-API is under 10. Its prebuilt binaries crash there, since they keep
// references to strings; compiled with the experimental level it has them. Only the fallback runtime needs this.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { run } from '../base/exec.mjs';
import { copyWhole, fillWhole } from '../base/files.mjs';
import { at, inCache, inRuntime } from '../base/paths.mjs';
import { fail, saying } from '../base/say.mjs';
import { keyOf } from '../base/stamps.mjs';
import { resolveRuntime } from '../runtime.mjs';
import { headerFolder, toolEnv, toolNode } from './node.mjs';
import { ensureCompiler } from './system-libraries.mjs';

const MODULE = 'better_sqlite3.node';
const PREBUILT_NEEDS_NAPI = 10;
const NAPI_DEFINE = "'NAPI_VERSION=10'";
const EXPERIMENTAL_DEFINES =
  "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NO_WARNING', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'";

export const isNeeded = () => resolveRuntime().napi < PREBUILT_NEEDS_NAPI;
export const nativeModule = () => inRuntime('native', MODULE);

function keyOfModule() {
  const { version } = JSON.parse(readFileSync(at('node_modules', 'better-sqlite3', 'package.json'), 'utf8'));
  const { node, napi } = resolveRuntime();
  return keyOf(version, node, napi, process.platform, process.arch, EXPERIMENTAL_DEFINES);
}

export const native = {
  name: 'native',
  key: keyOfModule,
  isReady: () => !isNeeded() || existsSync(nativeModule()),
  async run() {
    if (!isNeeded()) return;
    const cached = inCache('native', keyOfModule(), MODULE);
    if (!existsSync(cached)) await compileTo(cached);
    copyWhole(cached, nativeModule());
    await prove(cached);
  },
};

async function compileTo(target) {
  await ensureCompiler();
  const folder = inRuntime('native-build');
  await fillWhole(folder, (part) => {
    const from = at('node_modules', 'better-sqlite3');
    for (const name of ['binding.gyp', 'package.json', 'src', 'deps', 'lib']) {
      cpSync(join(from, name), join(part, name), { recursive: true });
    }
    const gyp = readFileSync(join(part, 'binding.gyp'), 'utf8');
    if (!gyp.includes(NAPI_DEFINE))
      fail("better-sqlite3's binding.gyp has changed: see build/steps/native-module.mjs.");
    writeFileSync(
      join(part, 'binding.gyp'),
      gyp
        .replace(NAPI_DEFINE, EXPERIMENTAL_DEFINES)
        .replaceAll(", '-flto'", '')
        .replaceAll("'-flto', ", '')
        .replaceAll("'-flto'", ''),
    );
  });
  const nodeGyp = at('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = [
    'rebuild',
    '--release',
    '--force_build=1',
    `--nodedir=${headerFolder()}`,
    '-j',
    String(cpus().length),
  ];
  const { code, tail } = await saying(
    'compiling better-sqlite3 for this runtime (once; takes 1 to 2 minutes)',
    () => run(toolNode(), [nodeGyp, ...args], { cwd: folder, env: toolEnv(), timeoutMs: 20 * 60_000 }),
  );
  if (code !== 0) fail(`better-sqlite3 could not be compiled for the fallback runtime:\n${tail}`);
  copyWhole(join(folder, 'build', 'Release', MODULE), target);
  rmSync(folder, { recursive: true, force: true });
}

/** Opens an encrypted database with it inside the very runtime: a module that loads wrongly ends the process there. */
async function prove(cached) {
  const script = `
    const Database = require(${JSON.stringify(at('node_modules', 'better-sqlite3'))});
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(nativeModule())} });
    db.exec('create table t (a text)');
    db.prepare('insert into t values (?)').run('12369');
    process.stdout.write(db.prepare('select a from t').pluck().get());`;
  const { executablePath } = resolveRuntime();
  const done = await run(executablePath, ['-e', script], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  });
  if (done.code === 0 && done.output === '12369') return;
  rmSync(cached, { force: true });
  fail(`the compiled better-sqlite3 does not work in ${executablePath} (exit ${done.code}): ${done.tail}`);
}
