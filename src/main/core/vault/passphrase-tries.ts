import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { delayAfter } from '../../../shared/session/delay';
import { Refusal } from '../refusal';

const Tries = z.strictObject({
  failures: z.number().int().min(0),
  /** When the last one was, on a clock that goes on between two starts. */
  sinceBootMs: z.number().min(0).optional(),
});
type Tries = z.infer<typeof Tries>;
const NONE: Tries = { failures: 0 };

/**
 * Wrong passphrases in a row, beside the key: there is no store yet to count them in. As with passwords, each costs more
 * time (`delayAfter`), counted on the clock that nobody can set; a restart begins the wait anew. Against somebody with the
 * file itself stands argon2id alone. `sinceBoot`: for a command, each of which is a start of its own, the clock of the PC,
 * which goes on between them; a PC that was started anew begins the wait anew.
 */
export class PassphraseTries {
  private readonly startedAt: number;
  private failedAt: number | undefined;

  constructor(
    private readonly file: string,
    private readonly monotonic: () => number,
    private readonly sinceBoot?: () => number,
  ) {
    this.startedAt = monotonic();
  }

  /** Counts a try before it is made, so that a kill wins none. Throws `too_many_tries` where it comes too soon. */
  begin(): void {
    const tries = this.read();
    const delay = delayAfter(tries.failures);
    const leftMs = delay - this.sinceLast(tries);
    if (delay > 0 && leftMs > 0) {
      throw new Refusal('too_many_tries', { seconds: Math.ceil(leftMs / 1000) });
    }
    this.failedAt = this.monotonic();
    const next: Tries = { failures: tries.failures + 1 };
    if (this.sinceBoot) next.sinceBootMs = this.sinceBoot();
    writeFileSync(this.file, JSON.stringify(next), { mode: 0o600, flush: true });
  }

  /** It was the right one. */
  clear(): void {
    this.failedAt = undefined;
    rmSync(this.file, { force: true });
  }

  private sinceLast({ sinceBootMs }: Tries): number {
    if (this.sinceBoot === undefined) return this.monotonic() - (this.failedAt ?? this.startedAt);
    const now = this.sinceBoot();
    return sinceBootMs === undefined || sinceBootMs > now ? now : now - sinceBootMs;
  }

  /** A file that nobody can read counts as none: it must lock nobody out for ever. */
  private read(): Tries {
    try {
      return Tries.safeParse(JSON.parse(readFileSync(this.file, 'utf8'))).data ?? NONE;
    } catch {
      return NONE;
    }
  }
}
