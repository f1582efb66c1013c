import type { Words } from '../../../shared/self-check/report-text';
import type { UpdateProblem } from '../../../shared/updates/manifest';
import { installLine } from '../../../shared/updates/view';
import type { CommandReport, CoreConfig } from '../ports';
import { policyInForce } from '../policy/policies';
import type { Store } from '../store/store';
import { folderSource } from './folder-source';
import { updatesFolder } from './staged';
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
  const platform = `${process.platform}-${process.arch}`;
  const staged = await stageUpdate({
    source: folderSource(from),
    into: updatesFolder(config),
    here: { version: config.version, platform, releaseKey },
    now: Date.now,
    signal: new AbortController().signal,
    // A seat beside this command may take one.
    waitsFor: () => Promise.resolve((store?.drafts.countOpen() ?? 0) > 0 ? 'open_call' : null),
  });
  if (!staged.ok) return refused(words, staged.why);
  const { file, manifest } = staged.staged;
  const { version } = manifest;
  const run = installLine(file, platform);
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
