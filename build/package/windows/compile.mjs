// Compiles the hooks of the Windows installer with a stand-in payload: what can be known of them without Windows.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../base/exec.mjs';
import { at } from '../../base/paths.mjs';

/**
 * Both passes of electron-builder; any warning fails, as it does there.
 * @returns {Promise<{ pass: string, code: number | null, said: string }[]>}
 */
export async function compileInstallerScripts(folder, version) {
  const payload = join(folder, 'hn12369-seat.exe');
  writeFileSync(payload, 'stand-in');
  const outcomes = [];
  for (const pass of ['installer', 'uninstaller']) {
    const args = ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', `-DVERSION=${version}`, `-DPAYLOAD=${payload}`];
    if (pass === 'uninstaller') args.push('-DBUILD_UNINSTALLER');
    args.push(
      `-DOUT=${join(folder, `${pass}.exe`)}`,
      at('build', 'package', 'windows', 'trial-installer.nsi'),
    );
    const { code, tail } = await run('makensis', args, { cwd: at('build', 'package', 'windows') });
    outcomes.push({ pass, code, said: tail });
  }
  return outcomes;
}
