import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { onPath, run } from '../../build/base/exec.mjs';
import { compileInstallerScripts } from '../../build/package/windows/compile.mjs';
import { productVersion } from '../../build/package/trial.mjs';

describe.skipIf(onPath('makensis') === null)('the hooks of the Windows installer', () => {
  test('compile without a warning in both passes, around a stand-in for the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nsis-'));
    const outcomes = await compileInstallerScripts(folder, productVersion());
    expect(outcomes.map(({ pass, code, said }) => [pass, code, said])).toEqual([
      ['installer', 0, expect.any(String)],
      ['uninstaller', 0, expect.any(String)],
    ]);
    expect(statSync(join(folder, 'installer.exe')).size).toBeGreaterThan(10_000);
  });

  test('a mistake in them is seen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nsis-'));
    const hooks = readFileSync('build/package/windows/installer.nsh', 'utf8');
    writeFileSync(
      join(folder, 'trial.nsi'),
      readFileSync('build/package/windows/trial-installer.nsi', 'utf8'),
    );
    const compiled = async (text: string) => {
      writeFileSync(join(folder, 'installer.nsh'), text);
      const words = [
        '-DVERSION=1.0.0',
        '-DPAYLOAD=trial.nsi',
        `-DOUT=${join(folder, 'out.exe')}`,
        'trial.nsi',
      ];
      return (await run('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', ...words], { cwd: folder })).code;
    };
    expect(await compiled(hooks)).toBe(0);
    expect(await compiled(hooks.replace('SetErrorLevel 3', 'SetErrorLevl 3'))).not.toBe(0);
  });
});
