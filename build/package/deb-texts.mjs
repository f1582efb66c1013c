// The texts of a .deb by the rules of the UOS store: control, info and the desktop entry.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { at } from '../base/paths.mjs';

const DEB_ARCH = { x64: 'amd64', arm64: 'arm64' };

/** Everything lies in /opt/apps/<appid>: the store takes nothing outside it, and no script that runs at the installing. */
export const appFolder = (appId) => `opt/apps/${appId}`;

/** What electron-builder.yml says of the product, as a package needs it. */
export function productOf() {
  const { appId, executableName, linux, deb, protocols } = parse(
    readFileSync(at('electron-builder.yml'), 'utf8'),
  );
  return { appId, executableName, linux, deb, schemes: protocols.flatMap((one) => one.schemes) };
}

/** `floor`: the newest glibc that a binary of it wants. */
export function controlText(product, { version, arch, floor, installedKiB }) {
  const { appId, linux, deb } = product;
  const fields = {
    Package: appId,
    Version: version,
    Architecture: DEB_ARCH[arch],
    Maintainer: linux.maintainer,
    'Installed-Size': installedKiB,
    // A system that is too old refuses the package, instead of a program that does not start.
    Depends: [`libc6 (>= ${floor})`, ...deb.depends].join(', '),
    Recommends: deb.recommends.join(', '),
    Section: deb.packageCategory,
    Priority: deb.priority,
    Description: `${linux.synopsis}\n ${linux.description}`,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** The store's own description of an application. What the seat does not need it does not ask for. */
export function infoText(product, { version, arch }) {
  const info = {
    appid: product.appId,
    name: product.linux.desktop.entry['Name[zh_CN]'],
    version: fourParts(version),
    arch: [DEB_ARCH[arch]],
    permissions: {
      autostart: false,
      notification: false,
      trayicon: false,
      clipboard: true,
      account: false,
      bluetooth: false,
      camera: false,
      audio_record: false,
      installed_apps: false,
    },
    'support-plugins': [],
    plugins: [],
  };
  return `${JSON.stringify(info, null, 2)}\n`;
}

const fourParts = (version) => [...version.split('-')[0].split('.'), '0', '0', '0'].slice(0, 4).join('.');

/** The sandbox stays on: no switch stands here, and none is added by a wrapper. */
export function desktopText(product) {
  const { appId, executableName, linux, schemes } = product;
  const entry = {
    ...linux.desktop.entry,
    Exec: `/${appFolder(appId)}/files/${executableName} %U`,
    Icon: appId,
    Type: 'Application',
    Terminal: 'false',
    Categories: `${linux.category};`,
    MimeType: `${schemes.map((scheme) => `x-scheme-handler/${scheme}`).join(';')};`,
  };
  const lines = Object.entries(entry).map(([name, value]) => `${name}=${value}\n`);
  return `[Desktop Entry]\n${lines.join('')}`;
}

/** @returns {string} as the store names a file: appid_version_arch.deb */
export const debName = ({ appId }, { version, arch }) => `${appId}_${version}_${DEB_ARCH[arch]}.deb`;
