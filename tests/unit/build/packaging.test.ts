import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const settings = parse(readFileSync('electron-builder.yml', 'utf8'));
const product = JSON.parse(readFileSync('package.json', 'utf8'));

describe('what is shipped', () => {
  it('has every fuse set that keeps the executable from being turned into something else', () => {
    expect(settings.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('is one archive with the native store beside it', () => {
    expect(settings.asar).toBe(true);
    expect(settings.asarUnpack).toEqual(['**/*.node']);
    expect(settings.disableAsarIntegrity).toBeUndefined();
  });

  it('holds the built app and nothing else: only listed folders, no source maps', () => {
    const taken = settings.files.filter((one: unknown) => typeof one !== 'string' || !one.startsWith('!'));
    expect(taken).toEqual([
      'dist/main/**',
      'dist/renderer/**',
      'assets/practice/**',
      'package.json',
      // The native store for Linux, compiled for an older glibc; of the prebuilt ones Windows' alone is taken.
      {
        from: '.runtime/shipped-store',
        to: 'node_modules/better-sqlite3/prebuilds',
        filter: ['${platform}-${arch}.node'],
      },
    ]);
    for (const dropped of ['!(${platform}-${arch})', 'linux*'])
      expect(settings.files).toContain(`!node_modules/better-sqlite3/prebuilds/${dropped}.node`);
    expect(settings.files).toContain('!**/*.map');
    // A list of its own under a platform would be added to "everything" and ship the whole repo.
    expect(settings.linux.files ?? settings.win.files ?? settings.extraFiles).toBeUndefined();
    expect(Object.keys(product.dependencies)).toEqual(['better-sqlite3']);
  });

  it('never takes the owed calls along on uninstall', () => {
    expect(settings.nsis.deleteAppDataOnUninstall).toBe(false);
    // What asks twice, and only where the program says that nothing is owed.
    expect(settings.nsis.include).toBe('build/package/windows/installer.nsh');
    const hooks = readFileSync(settings.nsis.include, 'utf8');
    expect(hooks.match(/MessageBox MB_YESNO\S* "[^"]+" \/SD IDNO IDNO seatKeep/g)).toHaveLength(2);
    expect(hooks.indexOf('--owes')).toBeLessThan(hooks.indexOf('RMDir'));
  });

  it('installs for the whole machine, where a user of the seat can not exchange the app', () => {
    expect(settings.nsis).toMatchObject({ perMachine: true, oneClick: false });
    expect(settings.win.requestedExecutionLevel).toBe('asInvoker');
  });

  it('starts with its sandbox on, everywhere', () => {
    const text = readFileSync('electron-builder.yml', 'utf8');
    expect(text).not.toMatch(/no-sandbox|disable-web-security|executableArgs/);
  });

  it('is the pinned Electron, the one of package.json', () => {
    expect(settings.electronVersion).toBe(product.devDependencies.electron);
  });

  it('builds for Windows, Debian and its kin on both processors, and as AppImage', () => {
    expect(settings.win.target).toEqual([{ target: 'nsis', arch: ['x64'] }]);
    expect(settings.linux.target).toEqual([
      // Packed as .deb by build/package/deb.mjs.
      { target: 'dir', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64'] },
    ]);
  });

  it('answers to one scheme of links, which a supervisor has to switch on', () => {
    expect(settings.protocols).toEqual([{ name: '12369 call', schemes: ['hn12369'] }]);
  });

  it('makes the AppImage by the same settings as the rest, and says what it is: nothing is added for it alone', () => {
    // Its runtime can't be had where this is tested: what electron-builder is told is all that can be held.
    expect(settings.appImage).toBeUndefined();
    expect(settings.linux).toMatchObject({ icon: 'assets/icons', category: 'Office' });
    expect(settings.linux.desktop.entry).toMatchObject({ StartupWMClass: 'hn12369-seat' });
    expect(settings.linux.executableArgs).toBeUndefined();
    expect(settings.artifactName).toBe('hn12369-seat-${version}-${os}-${arch}.${ext}');
  });

  it('publishes to nowhere and carries no secret', () => {
    expect(settings.publish).toBeNull();
    const text = readFileSync('electron-builder.yml', 'utf8');
    expect(text).not.toMatch(/certificateFile|certificatePassword|certificateSha1|token/i);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const packages = Object.entries<{ resolved?: string; integrity?: string; link?: boolean }>(lock.packages);

  it('pins content and names no registry', () => {
    const placed = packages.filter(([, one]) => one.resolved !== undefined).map(([path]) => path);
    const loose = packages
      .filter(([path, one]) => path !== '' && !one.integrity && !one.link)
      .map(([path]) => path);
    expect({ placed, loose }).toEqual({ placed: [], loose: [] });
  });

  it('names exact versions', () => {
    const versions = Object.values<string>({ ...product.dependencies, ...product.devDependencies });
    expect(versions.filter((version) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
