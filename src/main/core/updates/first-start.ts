import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { UpdateState } from '../../../shared/ipc/contract';
import { writeWhole } from '../disk/write-whole';

const Kept = z.strictObject({
  /** The last program that somebody worked with here; null: none yet. */
  well: z.string().nullable(),
  trying: z.strictObject({ version: z.string(), tries: z.number().int() }).nullable(),
});
type Kept = z.infer<typeof Kept>;

/** So many starts before it without anybody at work, and the way back is told. */
const FAILED_STARTS = 2;

/**
 * Counts the starts of a program after an update until somebody has signed in with it; a core that ends and is begun anew
 * counts, too. A file that cannot be read or written counts nothing: a seat starts in any case.
 */
export class FirstStart {
  private kept: Kept;
  /** The program that was given up for this one, which had worked before; told once. */
  readonly gaveUp: Kept['trying'];

  constructor(
    private readonly file: string,
    readonly version: string,
  ) {
    this.kept = keptIn(file);
    const { well, trying } = this.kept;
    this.gaveUp = well === version ? trying : null;
    if (well === version) {
      if (trying !== null) this.keep({ well, trying: null });
      return;
    }
    const before = this.kept.trying?.version === version ? this.kept.trying.tries : 0;
    this.keep({ ...this.kept, trying: { version, tries: before + 1 } });
  }

  /** Somebody signed in. */
  startedWell(): void {
    if (this.kept.well !== this.version) this.keep({ well: this.version, trying: null });
  }

  /** The last program that somebody worked with here; null: none yet. */
  get cameFrom(): string | null {
    return this.kept.well;
  }

  state(): Omit<UpdateState, 'story'> {
    const { well, trying } = this.kept;
    const starts = trying?.version === this.version ? trying.tries : 0;
    return {
      version: this.version,
      cameFrom: well,
      starts,
      isFailing: well !== null && starts > FAILED_STARTS,
    };
  }

  private keep(next: Kept): void {
    this.kept = next;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeWhole(this.file, JSON.stringify(next));
    } catch {
      return; // a full disk must not cost the start
    }
  }
}

function keptIn(file: string): Kept {
  const nothing: Kept = { well: null, trying: null };
  try {
    return existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : nothing;
  } catch {
    return nothing;
  }
}
