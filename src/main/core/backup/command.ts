import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { RestoreReason } from '../../../shared/backup/backup';
import type { Words } from '../../../shared/self-check/report-text';
import { shanghaiTimestamp } from '../../../shared/shanghai-time';
import type { CommandReport, CoreConfig } from '../ports';
import { Refusal } from '../refusal';
import type { CommandPorts } from '../self-check/command';
import { sinceBoot } from '../sync/timer';
import { takeKept } from '../vault/key';
import { failureOf } from '../vault/keeper';
import { readKeyFile } from '../vault/key-file';
import { sealingReady } from '../vault/sealing';
import { backupFolderIn, readBook } from './book';
import { restoreBackup } from './restore';
import { restorerOf, restoreTriesIn } from './restorer';

/**
 * `--restore BACKUP --by NUMBER --why WORD`: a path, a file of the backups' folder, or `newest`. Who does it is a supervisor
 * of the backup's own roster, proved by the password (`restorerOf`). Without a backup it lists what there is.
 */
export async function restoreCommand(
  words: Words,
  config: CoreConfig,
  ports: CommandPorts,
): Promise<CommandReport> {
  const { backup = '', by = '', why = '', password = '' } = ports.restore ?? {};
  const folder = backupFolderIn(config);
  const kept = readBook(folder)?.kept ?? [];
  const reason = RestoreReason.safeParse(why);
  if (backup === '' || by === '' || !reason.success) {
    const lines = kept.map(({ file, at, calls }) =>
      words('backup.command.one', { file, at: shanghaiTimestamp(at), calls }),
    );
    const json = JSON.stringify({ command: 'restore', usage: true, kept });
    return { lines: [words('backup.command.usage'), ...lines, json], exitCode: 1 };
  }
  try {
    await sealingReady;
    const keyFile = readKeyFile(join(config.dataFolder, 'key.json'));
    const key = keyFile ? await takeKept(keyFile.kept, config.passphrase, ports.keyStore) : null;
    if (key === null) throw new Refusal('store_locked');
    const tries = restoreTriesIn(config.dataFolder, ports.sinceBoot ?? sinceBoot);
    const restored = await restoreBackup({
      dataFolder: config.dataFolder,
      nativeBinding: config.nativeBinding,
      key,
      backup: pathOf(backup, folder, kept[0]?.file),
      by: (store) => restorerOf(store, { by, password }, tries),
      reason: reason.data,
      now: ports.clock.now(),
    });
    key.fill(0);
    const { aside, calls, missing, head, proof } = restored;
    const lines = [words('backup.command.done', { calls, row: head.seq })];
    if (proof === 'unverified') lines.push(words('backup.command.unverified'));
    if (aside !== null) lines.push(words('backup.command.aside', { file: aside }));
    if (missing !== 0)
      lines.push(
        words(missing === null ? 'backup.command.unreadable' : 'backup.command.missing', { n: missing ?? 0 }),
      );
    return { lines: [...lines, JSON.stringify({ command: 'restore', ...restored })], exitCode: 0 };
  } catch (error) {
    const { code, params } = failureOf(error);
    const lines = [words('backup.command.refused', { code, why: words(`error.${code}.what`) })];
    if (code === 'wrong_password') lines.push(words('backup.command.password'));
    if (code === 'too_many_tries') lines.push(words('error.too_many_tries.todo', params));
    return { lines: [...lines, JSON.stringify({ command: 'restore', failure: code })], exitCode: 1 };
  }
}

function pathOf(named: string, folder: string, newest: string | undefined): string {
  if (named === 'newest') return join(folder, newest ?? 'none');
  if (isAbsolute(named)) return named;
  return existsSync(join(folder, named)) ? join(folder, named) : resolve(named);
}
