// Step 5: better-sqlite3 for a runtime whose Node-API is under 10. Its prebuilt binaries crash there, since they keep
// references to strings; compiled with the experimental level it has them. Only the fallback runtime needs this.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { run } from '../base/exec.mjs';
import { copyWhole } from '../base/files.mjs';
import { at, inRuntime } from '../base/paths.mjs';
import { fail } from '../base/say.mjs';
import { keyOf, keyOfFiles } from '../base/stamps.mjs';
import { compiledStore } from '../package/store-module/compile.mjs';
import { resolveRuntime } from '../runtime.mjs';

const MODULE = 'better_sqlite3.node';
const PREBUILT_NEEDS_NAPI = 10;
const EXPERIMENTAL = [
  'NAPI_EXPERIMENTAL',
  'NODE_API_EXPERIMENTAL_NO_WARNING',
  'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
];

export const isNeeded = () => resolveRuntime().napi < PREBUILT_NEEDS_NAPI;
export const nativeModule = () => inRuntime('native', MODULE);

function keyOfModule() {
  const { version } = JSON.parse(readFileSync(at('node_modules', 'better-sqlite3', 'package.json'), 'utf8'));
  const { node, napi } = resolveRuntime();
  const how = keyOfFiles('build/package/store-module');
  return keyOf(version, node, napi, process.platform, process.arch, EXPERIMENTAL, how);
}

export const native = {
  name: 'native',
  key: keyOfModule,
  isReady: () => !isNeeded() || existsSync(nativeModule()),
  async run() {
    if (!isNeeded()) return;
    // The fallback runtime is of these two alone.
    const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
    const cached = await compiledStore({ arch, napi: EXPERIMENTAL });
    copyWhole(cached, nativeModule());
    await prove(cached);
  },
};

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
