// One run of electron-builder, with the Electron that set-up found where it is the one to package.
import { Arch, build, Platform } from 'electron-builder';
import { at } from '../base/paths.mjs';
import { resolveRuntime } from '../runtime.mjs';
import { cachedFallback } from '../steps/fallback-electron.mjs';
import { layShippedStore } from './store-module/shipped.mjs';

const PLATFORMS = { win: Platform.WINDOWS, linux: Platform.LINUX };

/**
 * `out`, `version`: for a trial beside what is released, under another number.
 * @param {{ platform: string, target: string, arch: string }} wanted
 * @param {{ out?: string, version?: string }} trial
 */
export async function packageApp({ platform, target, arch }, { out, version } = {}) {
  if (platform === 'linux') await layShippedStore(arch);
  const targets = PLATFORMS[platform].createTarget([target], Arch[arch]);
  await build({
    targets,
    projectDir: at(),
    publish: 'never',
    config: {
      extends: at('electron-builder.yml'),
      ...(out && { directories: { output: out, buildResources: at('assets') } }),
      ...(version && { extraMetadata: { version } }),
      ...(await runtimeConfig()),
    },
  });
}

/** The fallback as it came, without the clone's app in it; else the pinned Electron, which electron-builder fetches. */
async function runtimeConfig() {
  const { source, version } = resolveRuntime();
  return source === 'fallback' ? { electronDist: await cachedFallback(), electronVersion: version } : {};
}
