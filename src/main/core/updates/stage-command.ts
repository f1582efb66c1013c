import { join } from 'node:path';
import type { Words } from '../../../shared/self-check/report-text';
import type { UpdateProblem } from '../../../shared/updates/manifest';
import type { CommandReport, CoreConfig } from '../ports';
import { policyInForce } from '../policy/policies';
import type { Store } from '../store/store';
import { stageUpdate } from './staging';

const DONE = 'stage-update';

/**
 * `--stage-update [FOLDER]`: checks and takes an update, and says what an administrator runs. Installing is the system's
 * own (dpkg, the Windows installer) and asks for an administrator; nothing is installed from here, and never during a call.
 */
export async function stageCommand(
  words: Words,
  folder: string | null,
  config: CoreConfig,
  store: Store | null,
): Promise<CommandReport> {
  const { policy } = policyInForce(config, { keeps: false });
  const from = folder ?? policy?.updates?.folder;
  const releaseKey = policy?.updates?.releaseKey;
  if (from === undefined) return refused(words, 'no_folder');
  if (releaseKey === undefined) return refused(words, 'no_key');
  if ((store?.drafts.countOpen() ?? 0) > 0) return refused(words, 'open_call');
  const staged = await stageUpdate({
    folder: from,
    releaseKey,
    into: join(config.dataFolder, '..', 'updates'),
    version: config.version,
    platform: `${process.platform}-${process.arch}`,
  });
  if (!staged.ok) return refused(words, staged.why);
  const { version, file } = staged;
  const run =
    process.platform === 'win32' ? `"${file}" /S /allusers` : `sudo dpkg --refuse-downgrade -i '${file}'`;
  const lines = [
    words('updates.command.staged', { version }),
    ...(store === null ? [words('updates.command.locked')] : []),
    words('updates.command.run', { run }),
    JSON.stringify({ command: DONE, result: 'staged', version, file, run }),
  ];
  return { lines, exitCode: 0 };
}

function refused(words: Words, why: UpdateProblem): CommandReport {
  const line = words('updates.command.refused', { why: words(`updates.reason.${why}`) });
  return { lines: [line, JSON.stringify({ command: DONE, result: 'refused', why })], exitCode: 1 };
}
