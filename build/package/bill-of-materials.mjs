// What is really shipped, as CycloneDX and as the licences' own texts: the bundler's lists of modules, the native store and
// what is compiled into it, and Electron. Not the lock file: what is bundled are devDependencies, and most of those stay here.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../base/paths.mjs';
import { isAllowed, licenceOf } from './licences.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string, from: string[] }} Component */

const LISTS = [
  ['main', 'main'],
  ['main', 'preload'],
  ['renderer', 'renderer'],
];
const STORE = 'node_modules/better-sqlite3';
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/**
 * Sorted by name; each version once. `runtime`: version of the Electron that is packed.
 * @returns {Component[]}
 */
export function shippedComponents(runtime = pinnedElectron()) {
  /** @type {Map<string, Component>} */
  const found = new Map();
  const add = (component) => {
    const key = `${component.name}@${component.version}`;
    const known = found.get(key);
    if (known) known.from.push(...component.from);
    else found.set(key, component);
  };
  for (const [folder, name] of LISTS) {
    const list = JSON.parse(readFileSync(at('dist', folder, `packages-${name}.json`), 'utf8'));
    if (list.lost.length > 0)
      throw new Error(`modules of no known package in ${name}: ${list.lost.join(', ')}`);
    for (const one of list.packages) add(packageAt(one.folder, name));
  }
  add(packageAt(STORE, 'native store'));
  for (const one of insideStore()) add(one);
  add(electron(runtime));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function packageAt(folder, from) {
  const about = JSON.parse(readFileSync(at(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(at(folder), { withFileTypes: true })
    .filter((one) => one.isFile() && LICENCE_FILE.test(one.name) && !/\.(?:js|ts|json)$/.test(one.name))
    .map(({ name: file }) => readFileSync(at(folder, file), 'utf8').trim());
  const { name, version } = about;
  return { name, version, licence: licenceOf(about), text: texts.join('\n\n'), from: [from] };
}

/** SQLite and its ciphers are compiled into the native store; their versions stand in their header. */
function insideStore() {
  const header = readFileSync(at(STORE, 'deps', 'sqlite3', 'sqlite3.h'), 'utf8');
  const versionOf = (pattern) => pattern.exec(header)?.[1] ?? 'unknown';
  return [
    {
      name: 'sqlite',
      version: versionOf(/#define SQLITE_VERSION\s+"([\d.]+)"/),
      licence: 'blessing',
      text: 'The author disclaims copyright to this source code (https://www.sqlite.org/copyright.html).',
      from: ['native store'],
    },
    {
      name: 'SQLite3MultipleCiphers',
      version: versionOf(/"SQLite3 Multiple Ciphers ([\d.]+)"/),
      licence: 'MIT',
      text: 'Copyright (c) 2006-2026 Ulrich Telle. MIT licence (https://github.com/utelle/SQLite3MultipleCiphers).',
      from: ['native store'],
    },
    {
      // Linux alone, from the compiler of Debian 12 (store-module/compile.mjs).
      name: 'libstdc++',
      version: '12.2.0',
      licence: 'GPL-3.0-or-later WITH GCC-exception-3.1',
      text:
        'GNU C++ library, linked into the native store of Linux packages. Copyright (C) Free Software Foundation, Inc. GPL, ' +
        'version 3 or later, with the GCC Runtime Library Exception 3.1, by which a program that GCC compiled may be passed ' +
        'on under terms of its own (https://www.gnu.org/licenses/gcc-exception-3.1.html).',
      from: ['native store'],
    },
  ];
}

function pinnedElectron() {
  return JSON.parse(readFileSync(at('package.json'), 'utf8')).devDependencies.electron;
}

/** Chromium, Node and all they bring have their licences in LICENSES.chromium.html, which lies beside the program. */
function electron(version) {
  const file = at('node_modules', 'electron', 'LICENSE');
  return {
    name: 'electron',
    version,
    licence: 'MIT',
    text: `${existsSync(file) ? readFileSync(file, 'utf8').trim() : ''}\n\nChromium, Node.js and what they contain: LICENSES.chromium.html beside the program.`,
    from: ['runtime'],
  };
}

/** Names of what has no allowed licence, or no text of it though the licence wants it carried along. */
export function notAllowed(components) {
  return components
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) => `${name}@${version}: ${licence || 'names no licence'}`);
}

const purlOf = ({ name, version }) =>
  /^(?:sqlite|SQLite3MultipleCiphers|libstdc\+\+)$/.test(name)
    ? `pkg:generic/${name.replaceAll('+', '%2B')}@${version}`
    : `pkg:npm/${name.replace('@', '%40')}@${version}`;

/**
 * CycloneDX 1.6, the same bytes for the same build: no serial number and no time.
 * @param {Component[]} components
 */
export function cycloneDx(components) {
  const product = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const root = `pkg:generic/${product.name}@${product.version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name: product.name,
        version: product.version,
        purl: root,
      },
    },
    components: components.map((one) => ({
      type: one.name === 'electron' ? 'framework' : 'library',
      'bom-ref': purlOf(one),
      name: one.name,
      version: one.version,
      purl: purlOf(one),
      licenses: / (?:OR|AND|WITH) /.test(one.licence)
        ? [{ expression: one.licence.replace(/^\((.*)\)$/, '$1') }]
        : [{ license: { id: one.licence } }],
      properties: [...new Set(one.from)].map((value) => ({ name: 'hn12369:part', value })),
    })),
    dependencies: [{ ref: root, dependsOn: components.map(purlOf) }],
  };
}

/** The licences as they are carried along with the app. */
export function licenceTexts(components) {
  const head =
    '本软件包含下列第三方组件，各按其许可使用。\nThis program contains the following third-party components under their licences.\n';
  const parts = components.map(
    ({ name, version, licence, text }) =>
      `${'='.repeat(78)}\n${name} ${version}\n${licence}\n${'-'.repeat(78)}\n${text || `(${licence}; the package carries no text of it)`}\n`,
  );
  return `${head}\n${parts.join('\n')}`;
}

/** What the running program shows of it: a list in dist/main, made by every build. */
export function writeLicenceList(runtime) {
  const list = shippedComponents(runtime).map(({ name, version, licence, text }) => ({
    name,
    version,
    licence,
    text,
  }));
  writeFileSync(at('dist', 'main', 'licences.json'), JSON.stringify(list));
}

/** Writes release/sbom.cdx.json and the licences, also into the app that is about to be packed. Throws on what may not be shipped. */
export function writeBillOfMaterials(runtime) {
  const components = shippedComponents(runtime);
  const refused = notAllowed(components);
  if (refused.length > 0) throw new Error(`not to be shipped under its licence: ${refused.join('; ')}`);
  mkdirSync(at('release'), { recursive: true });
  writeFileSync(at('release', 'sbom.cdx.json'), `${JSON.stringify(cycloneDx(components), null, 2)}\n`);
  writeLicenceList(runtime);
  for (const folder of [at('release'), at('dist', 'main')])
    writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), licenceTexts(components));
  return components.length;
}
