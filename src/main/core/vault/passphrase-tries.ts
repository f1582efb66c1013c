import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { delayAfter } from '../../../shared/session/delay';
import { Refusal } from '../refusal';

const Tries = z.strictObject({ failures: z.number().int().min(0) });

/**
 * Wrong passphrases in a row, beside the key: there is no store yet to count them in. As with passwords, each costs more
 * time (`delayAfter`), counted on the clock that nobody can set; a restart begins the wait anew. Against somebody with the
 * file itself stands argon2id alone.
 */
export class PassphraseTries {
  private readonly startedAt: number;
  private failedAt: number | undefined;

  constructor(
    private readonly file: string,
    private readonly monotonic: () => number,
  ) {
    this.startedAt = monotonic();
  }

  /** Counts a try before it is made, so that a kill wins none. Throws `too_many_tries` where it comes too soon. */
  begin(): void {
    const failures = this.failures();
    const delay = delayAfter(failures);
    const leftMs = (this.failedAt ?? this.startedAt) + delay - this.monotonic();
    if (delay > 0 && leftMs > 0) {
      throw new Refusal('too_many_tries', { seconds: Math.ceil(leftMs / 1000) });
    }
    this.failedAt = this.monotonic();
    writeFileSync(this.file, JSON.stringify({ failures: failures + 1 }), { mode: 0o600, flush: true });
  }

  /** It was the right one. */
  clear(): void {
    this.failedAt = undefined;
    rmSync(this.file, { force: true });
  }

  /** A file that nobody can read counts as none: it must lock nobody out for ever. */
  private failures(): number {
    try {
      const parsed = Tries.safeParse(JSON.parse(readFileSync(this.file, 'utf8')));
      return parsed.success ? parsed.data.failures : 0;
    } catch {
      return 0;
    }
  }
}
