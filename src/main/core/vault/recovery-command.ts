import type { CoreConfig, KeyStore, SettingsStore } from '../ports';
import { wordsOf } from '../self-check/command-words';
import type { Clock } from '../sync/ports';
import { failureOf } from './keeper';
import { recoverStore } from './recovery';

export interface RecoveryPorts {
  keyStore: KeyStore;
  settings: SettingsStore;
  clock: Clock;
}

/**
 * `--recover`: the lines of standard input are the first code, the second, and on a PC without a key store the new
 * passphrase. Never rejects for what it finds; nothing it says holds a code.
 */
export async function runRecovery(
  config: CoreConfig,
  { keyStore, settings, clock }: RecoveryPorts,
  [one = '', other = '', passphrase = '']: readonly string[],
): Promise<{ lines: string[]; exitCode: 0 | 1 }> {
  const words = await wordsOf(settings);
  try {
    const input = { codes: [one, other] as const, passphrase: passphrase === '' ? null : passphrase };
    const { seatId, keyKeptBy, owed } = await recoverStore(config, keyStore, input, Math.round(clock.now()));
    const line = words(`lock.recovery.done`, { seat: seatId, owed });
    return {
      lines: [
        line,
        words(`lock.recovery.${keyKeptBy}`),
        JSON.stringify({ command: 'recover', seatId, keyKeptBy, owed }),
      ],
      exitCode: 0,
    };
  } catch (error) {
    const { code, params } = failureOf(error);
    const reason = code === 'wrong_passphrase' ? String(params?.['reason']) : 'other';
    const line = words(
      `lock.recovery.${reason === 'no_code' || reason === 'other_store' ? reason : 'failed'}`,
      { code },
    );
    return { lines: [line, JSON.stringify({ command: 'recover', failure: code })], exitCode: 1 };
  }
}
