import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  cycloneDx,
  licenceTexts,
  notAllowed,
  shippedComponents,
} from '../../../build/package/bill-of-materials.mjs';
import { isAllowed, licenceOf } from '../../../build/package/licences.mjs';
import { ShippedComponent } from '../../../src/shared/licences/component';
import { packageFolderOf } from '../../../build/vite/shipped-packages.mjs';

const components = shippedComponents();
const names = components.map(({ name }) => name);

describe('what is really shipped, by the bundler’s own lists', () => {
  test('every component is under an allowed licence', () => {
    expect(notAllowed(components)).toEqual([]);
  });

  test('window, core, native store and runtime are in it; tools and tests are not', () => {
    for (const name of ['react', '@mui/material', 'zod', 'axios', 'sm-crypto-v2', 'electron', 'sqlite'])
      expect(names).toContain(name);
    expect(names).toContain('better-sqlite3-multiple-ciphers');
    for (const name of [
      'vitest',
      'eslint',
      'playwright-core',
      'typescript',
      'fast-check',
      'fastify',
      'pg',
      'unzipper',
    ])
      expect(names).not.toContain(name);
  });

  test('the CycloneDX list has each once, by name, version and package URL, and is the same for the same build', () => {
    const bom = cycloneDx(components);
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const refs = bom.components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { purl, version, licenses } of bom.components) {
      expect(purl).toMatch(/^pkg:(?:npm|generic)\/(?:%40[\w.-]+\/)?[\w.%-]+@\d+\.\d+/);
      expect(version).not.toBe('unknown');
      expect(licenses).toHaveLength(1);
    }
    expect(bom.dependencies[0]?.dependsOn).toEqual(refs);
    expect(JSON.stringify(cycloneDx(shippedComponents()))).toBe(JSON.stringify(bom));
    // A list that is handed out says nothing of the machine it was made on.
    expect(JSON.stringify(bom)).not.toMatch(/\/(?:home|root|work|tmp)\//);
  });

  test('the texts of the licences are carried along', () => {
    const text = licenceTexts(components);
    for (const { name, version } of components) expect(text).toContain(`\n${name} ${version}\n`);
    expect(components.filter((one) => one.text === '').map(({ name }) => name).length).toBeLessThan(10);
  });

  test('is in the app as every build writes it, so that the running program can show it', () => {
    const list = JSON.parse(readFileSync('dist/main/licences.json', 'utf8')) as {
      name: string;
      version: string;
    }[];
    const named = (all: readonly { name: string; version: string }[]) =>
      all.filter(({ name }) => name !== 'electron').map(({ name, version }) => `${name}@${version}`);
    expect(named(list)).toEqual(named(components));
    expect(z.array(ShippedComponent).parse(list).length).toBeGreaterThan(20);
  });
});

describe('a licence', () => {
  test.each([
    'MIT',
    'ISC',
    '(MIT OR GPL-3.0-or-later)',
    '(MIT AND Zlib)',
    'GPL-2.0 OR (ISC AND MIT)',
    'GPL-3.0-or-later WITH GCC-exception-3.1',
  ])('%s may be shipped', (one) => expect(isAllowed(one)).toBe(true));

  test.each([
    '',
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'SEE LICENSE IN x',
    'UNLICENSED',
    'MIT/X11',
    '(MIT',
    'MIT ISC',
    'LGPL-2.1 OR AGPL-3.0',
  ])('%s may not', (one) => expect(isAllowed(one)).toBe(false));

  test('is named in one of three ways, or not at all, which is refused', () => {
    expect(licenceOf({ name: 'a', license: 'MIT' })).toBe('MIT');
    expect(licenceOf({ name: 'a', license: { type: 'ISC' } })).toBe('ISC');
    expect(licenceOf({ name: 'a', licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })).toBe('MIT OR GPL-2.0');
    const planted = {
      name: 'planted',
      version: '1.0.0',
      licence: licenceOf({ name: 'planted' }),
      text: '',
      from: [],
    };
    expect(notAllowed([...components, planted])).toEqual(['planted@1.0.0: names no licence']);
  });
});

test.each([
  ['/a/node_modules/react/index.js', '/a/node_modules/react'],
  ['/a/node_modules/@mui/material/esm/x.js', '/a/node_modules/@mui/material'],
  ['/a/node_modules/x/node_modules/y/z.js?commonjs-es-import', '/a/node_modules/x/node_modules/y'],
  ['\0/a/node_modules/react/index.js?commonjs-module', '/a/node_modules/react'],
  ['/a/src/main/index.ts', undefined],
])('a module belongs to the package it lies in: %s', (id, folder) => {
  expect(packageFolderOf(id)).toBe(folder);
});
