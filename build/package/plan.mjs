// Which packages this machine can build, and why not the others.
import { onPath } from '../base/exec.mjs';

/**
 * `isDeb`: our own dpkg-deb packs what electron-builder unpacked.
 * @typedef {{ title: string, platform: string, target: string, arch: string, isRequired: boolean, isDeb?: boolean }} Target
 */

const WINDOWS = { title: 'Windows installer (NSIS, x64)', platform: 'win', target: 'nsis', arch: 'x64' };
const DEB = {
  title: 'Debian/UOS/Kylin package (.deb, x64)',
  platform: 'linux',
  target: 'dir',
  arch: 'x64',
  isDeb: true,
};
const DEB_ARM = { ...DEB, title: 'Debian/UOS/Kylin package (.deb, arm64)', arch: 'arm64' };
const APP_IMAGE = { title: 'AppImage (x64)', platform: 'linux', target: 'AppImage', arch: 'x64' };
const UNPACKED = {
  title: 'unpacked Linux app',
  platform: 'linux',
  target: 'dir',
  arch: process.arch,
  isRequired: true,
};

/**
 * @param {import('../runtime.mjs').Runtime} runtime
 * @returns {{ buildable: Target[], refused: { title: string, why: string }[] }}
 */
export function planOf(runtime) {
  /** @type {Target[]} */
  const installers = [DEB, DEB_ARM, APP_IMAGE, WINDOWS].map((one) => ({ ...one, isRequired: false }));
  const all = process.platform === 'linux' ? [UNPACKED, ...installers] : installers;
  const plan = all.map((one) => ({ one, why: whyNot(one, runtime) }));
  return {
    buildable: plan.filter(({ why }) => why === null).map(({ one }) => one),
    refused: plan.flatMap(({ one, why }) => (why === null ? [] : [{ title: one.title, why }])),
  };
}

function whyNot(one, runtime) {
  if (one.target === 'dir' && !one.isDeb) return null;
  if (runtime.source === 'fallback') {
    return (
      `Electron ${runtime.version} here is the fallback, which is never shipped; run this where the pinned Electron ` +
      'can be downloaded (or set ELECTRON_MIRROR)'
    );
  }
  if (process.platform === 'win32' && one.platform === 'linux') return 'built on a Linux machine';
  if (one.isDeb && !onPath('dpkg-deb')) return 'dpkg-deb is not here: build it on Debian, UOS or Kylin';
  if (one.platform === 'win' && process.platform === 'linux' && !onPath('wine')) {
    return 'the icon and version of a Windows executable are written by wine here: install wine, or build on Windows';
  }
  return null;
}
