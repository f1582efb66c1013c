import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { zip } from '../../../shared/attachments/office/zip';
import type { SessionPerson, Settings } from '../../../shared/ipc/contract';
import type { SelfCheckReport } from '../../../shared/self-check/check';
import { reportLines, wordsIn } from '../../../shared/self-check/report-text';
import {
  redacted,
  type Redaction,
  type SupportBundle,
  type SupportFile,
} from '../../../shared/self-check/support';
import { shanghaiTimestamp } from '../../../shared/shanghai-time';
import { fileTools } from '../attachments/file-tools';
import { AuditChain } from '../audit/chain';
import type { CoreConfig, FileDialogs, SettingsStore } from '../ports';
import { Refusal } from '../refusal';
import type { Clock } from '../sync/ports';
import { failureOf } from '../vault/keeper';
import { STORE_VERSION } from '../store/migrate';
import { keysOf } from '../enrolment/enrolment';
import type { Opened } from './opened';

const MAX_LOG_CHARS = 400_000;

export interface SupportParts {
  config: Pick<CoreConfig, 'dataFolder' | 'version' | 'runtime' | 'logFile' | 'passphrase'>;
  settings: SettingsStore;
  opened: () => Opened | undefined;
  /** The self-check that goes out: the last one, or one made for this. */
  selfCheck: () => Promise<SelfCheckReport>;
  dialogs: FileDialogs | undefined;
  clock: Clock;
}

/**
 * What goes to whoever helps: the self-check, the log of closed words, versions, counts and settings. Nothing of a call is
 * read for it, and everything goes through `redacted` all the same. Saved is what was shown, byte for byte.
 */
export class SupportBundles {
  private prepared: SupportBundle | null = null;

  constructor(private readonly parts: SupportParts) {}

  async prepare(): Promise<SupportBundle> {
    const report = await this.parts.selfCheck();
    const redaction = this.redaction();
    const files = [
      await this.reportFile(report),
      { name: 'self-check.json', text: json(report) },
      { name: 'state.json', text: json(await this.state()) },
      { name: 'seat.log', text: this.log() },
    ].map(({ name, text }): SupportFile => ({ name, text: redacted(text, redaction) }));
    this.prepared = { id: randomUUID(), files };
    return this.prepared;
  }

  /**
   * Saves what was prepared under this id; false where the person thought better of it. Throws `not_found` for another id,
   * `store_full` and its like where the file cannot be written.
   */
  async save(person: SessionPerson, id: string): Promise<{ isSaved: boolean }> {
    const { dialogs, opened, clock } = this.parts;
    const bundle = this.prepared;
    if (bundle?.id !== id) throw new Refusal('not_found');
    const now = clock.now();
    const seatId = opened()?.enrolment.seat.id ?? 'seat';
    const day = shanghaiTimestamp(now).slice(0, 10);
    const path = (await dialogs?.saveTo(`support-${seatId}-${day}.zip`)) ?? null;
    if (path === null) return { isSaved: false };
    try {
      writeSynced(path, bundleBytes(bundle.files));
    } catch (error) {
      const { code, params } = failureOf(error);
      throw new Refusal(code, params);
    }
    const open = opened();
    open?.store.write(() =>
      new AuditChain(open.store.audit).append({
        at: now,
        actor: person.id,
        act: 'support_saved',
        subject: seatId,
        detail: bundle.files.length,
      }),
    );
    return { isSaved: true };
  }

  private async reportFile(report: SelfCheckReport): Promise<SupportFile> {
    const { default: zh } = await import('../../../shared/locales/zh-CN.json');
    return { name: 'self-check.txt', text: `${reportLines(wordsIn(zh), report).join('\n')}\n` };
  }

  private async state(): Promise<object> {
    const { config, settings, opened } = this.parts;
    const { version, runtime } = config;
    const open = opened();
    const window: Settings | null = await settings.load().catch(() => null);
    const program = {
      version,
      runtime,
      storeVersion: STORE_VERSION,
      platform: process.platform,
      arch: process.arch,
    };
    if (open === undefined) return { program, window };
    const { store, enrolment, network } = open;
    const keys = keysOf(store, enrolment);
    const { mode, host, port, bypass, user, hasPassword, authorities } = network.settings();
    return {
      program,
      window,
      seat: {
        id: enrolment.seat.id,
        unitCode: enrolment.seat.unitCode,
        centerUrl: withoutLogin(enrolment.centerUrl),
      },
      keys: {
        signing: keys.signing.map(({ id }) => id),
        sealing: keys.sealing.map(({ id }) => id),
        recovery: keys.recovery.map(({ id }) => id),
      },
      network: {
        mode,
        host,
        port,
        bypass,
        hasUser: user !== '',
        hasPassword,
        authorities: authorities.map(({ fingerprint, validUntil }) => ({ fingerprint, validUntil })),
      },
      bundles: store.bundles.list(),
      counts: { ...store.conservation(), arrival: store.arrival.total(), audit: store.audit.head().seq },
    };
  }

  /** The end of the log: its lines are closed words and figures. */
  private log(): string {
    const { logFile } = this.parts.config;
    if (logFile === undefined || !existsSync(logFile)) return '';
    const text = readFileSync(logFile, 'utf8').slice(-MAX_LOG_CHARS);
    return text.slice(text.indexOf('\n') + 1);
  }

  private redaction(): Redaction {
    const { config, opened } = this.parts;
    const open = opened();
    const secrets =
      open === undefined ? [] : [open.enrolment.token, ...open.network.secrets(), ...phoneSecrets(open)];
    return {
      secrets: [...secrets, config.passphrase ?? ''],
      homes: [homedir(), dirname(config.dataFolder)],
      users: personsName(),
    };
  }
}

/** The bundle as it is written: a ZIP of the texts and nothing else. */
export function bundleBytes(files: readonly SupportFile[]): Uint8Array {
  return zip(
    files.map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') })),
    fileTools,
  );
}

/** Who the person is to the operating system; a container may not know. */
function personsName(): string[] {
  try {
    return [userInfo().username];
  } catch {
    return [];
  }
}

function phoneSecrets({ store }: Opened): string[] {
  const kept = store.meta.phone();
  return kept === null ? [] : [...kept.matchAll(/"token"\s*:\s*"([^"]+)"/g)].map(([, token = '']) => token);
}

function withoutLogin(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function writeSynced(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, 'w', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
