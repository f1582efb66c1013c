import { mkdirSync, mkdtempSync, cpSync, readFileSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layTree } from '../../../build/package/deb.mjs';
import { controlText, desktopText, infoText, productOf } from '../../../build/package/deb-texts.mjs';
import { compareVersions, glibcFloor } from '../../../build/package/elf.mjs';
import { assertFloor, floorsIn, GLIBC_CEILING } from '../../../build/package/floor.mjs';

const product = productOf();
const prebuilt = (arch: string) => join('node_modules', 'better-sqlite3', 'prebuilds', `linux-${arch}.node`);

describe('the .deb for arm64, around a stand-in for the runtime that cannot be had here', () => {
  const unpacked = mkdtempSync(join(tmpdir(), 'arm64-'));
  const tree = mkdtempSync(join(tmpdir(), 'deb-tree-'));
  for (const name of ['hn12369-seat', 'chrome-sandbox']) {
    writeFileSync(join(unpacked, name), 'stand-in');
    chmodSync(join(unpacked, name), 0o775);
  }
  mkdirSync(join(unpacked, 'resources'));
  const floor = '2.28';
  layTree(tree, unpacked, product, { version: '1.2.3', arch: 'arm64', floor });
  const app = join(tree, 'opt', 'apps', product.appId);
  const text = (...parts: string[]) => readFileSync(join(app, ...parts), 'utf8');

  it('lies in /opt/apps/<appid> with info, entries and files', () => {
    expect(JSON.parse(text('info'))).toMatchObject({
      appid: product.appId,
      version: '1.2.3.0',
      arch: ['arm64'],
      permissions: { autostart: false, camera: false, audio_record: false },
    });
    expect(text('entries', 'applications', `${product.appId}.desktop`)).toContain(
      `Exec=/opt/apps/${product.appId}/files/hn12369-seat %U\n`,
    );
    expect(text('files', 'hn12369-seat')).toBe('stand-in');
  });

  it('has a control file that names the floor, and no script', () => {
    const control = readFileSync(join(tree, 'DEBIAN', 'control'), 'utf8');
    expect(control).toContain(`Package: ${product.appId}\nVersion: 1.2.3\nArchitecture: arm64\n`);
    expect(control).toContain('Depends: libc6 (>= 2.28), libgtk-3-0');
    expect(readFileSync(join(tree, 'DEBIAN', 'md5sums'), 'utf8')).toContain('files/hn12369-seat\n');
  });

  it('sets every mode itself: the sandbox 4755, nothing writable but by its owner', () => {
    const mode = (...parts: string[]) => statSync(join(app, ...parts)).mode & 0o7777;
    expect(mode('files', 'chrome-sandbox')).toBe(0o4755);
    expect(mode('files', 'hn12369-seat')).toBe(0o755);
    expect(mode('info')).toBe(0o644);
    // What it was packed from is as it was.
    expect(statSync(join(unpacked, 'chrome-sandbox')).mode & 0o7777).toBe(0o775);
  });
});

describe('the texts of the .deb', () => {
  it('switch the sandbox off nowhere', () => {
    const wanted = { version: '1.2.3', arch: 'x64', floor: '2.28', installedKiB: 1 };
    const all = [controlText(product, wanted), infoText(product, wanted), desktopText(product)].join('\n');
    expect(all).not.toMatch(/sandbox|disable-/);
  });

  it('open the links of a softphone', () => {
    expect(desktopText(product)).toContain('MimeType=x-scheme-handler/hn12369;\n');
  });
});

describe('the floor of the C library', () => {
  it('is 2.28, which UOS 20 and Kylin V10 have; the prebuilt SQLite wants more and is not shipped', () => {
    expect(GLIBC_CEILING).toEqual({ x64: '2.28', arm64: '2.28' });
    expect([glibcFloor(prebuilt('x64')), glibcFloor(prebuilt('arm64'))]).toEqual(['2.34', '2.34']);
    const folder = mkdtempSync(join(tmpdir(), 'prebuilt-'));
    cpSync(prebuilt('x64'), join(folder, 'store.node'));
    expect(() => assertFloor(floorsIn(folder), 'x64')).toThrow(/store\.node \(2\.34\)/);
  });

  it('is read from binaries alone, and 2.9 is older than 2.34', () => {
    expect(glibcFloor('package.json')).toBeNull();
    expect(['2.34', '2.9', '2.4.1', '2.4'].sort(compareVersions)).toEqual(['2.4', '2.4.1', '2.9', '2.34']);
  });

  it('may not be over the ceiling of the target', () => {
    const floors = [
      { file: 'a.node', floor: '2.38' },
      { file: 'b.so', floor: '2.17' },
    ];
    expect(() => assertFloor(floors, 'x64')).toThrow(/a\.node \(2\.38\)/);
    expect(assertFloor(floors.slice(1), 'x64')).toBe('2.17');
  });
});
