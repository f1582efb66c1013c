import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartStory } from '../../../shared/updates/view';
import { writeWhole } from '../disk/write-whole';
import type { FirstStart } from './first-start';

/** What became of the store's form when this program opened it. */
export interface StoreForm {
  /** As it was found; null: there was none yet. */
  found: number | null;
  now: number;
  /** A copy of before lies here. */
  wayBack: boolean;
  isPutBack: boolean;
}

/**
 * What the last first start of a program came to, beside the store, where the earlier program finds it when it is here
 * again. A file that cannot be read or written tells nothing: a seat starts in any case.
 */
export class Story {
  private told: StartStory | null;

  constructor(
    private readonly file: string,
    private readonly start: FirstStart,
    private readonly now: () => number,
  ) {
    this.told = toldIn(file);
  }

  view(): StartStory | null {
    return this.told;
  }

  /** The store is open under this program. */
  opened(form: StoreForm): void {
    const what = this.whatHappened(form);
    if (what !== null) this.tell(what);
  }

  /** The store did not open under a program that nobody has worked with yet. */
  failed(why: string): void {
    if (this.start.cameFrom !== null && this.start.cameFrom !== this.start.version)
      this.tell({ kind: 'failed', why });
  }

  /** Somebody has read it. */
  seen(): void {
    if (this.told !== null && !this.told.isSeen) this.keep({ ...this.told, isSeen: true });
  }

  private whatHappened({ found, now, wayBack, isPutBack }: StoreForm): StartStory['what'] | null {
    const { start, told } = this;
    const givenUp = start.gaveUp;
    if (givenUp !== null || isPutBack) {
      const failure = told !== null && told.version !== start.version && told.what.kind === 'failed';
      return {
        kind: 'rolled_back',
        tried: givenUp?.version ?? told?.version ?? '',
        starts: givenUp?.tries ?? 0,
        why: failure && told.what.kind === 'failed' ? told.what.why : null,
        store: isPutBack ? 'put_back' : 'unchanged',
      };
    }
    if (start.cameFrom === null) return null;
    if (found !== null && found > 0 && found < now)
      return { kind: 'migrated', from: found, to: now, wayBack };
    const isTold = told?.version === start.version && told.what.kind !== 'failed';
    return isTold || start.cameFrom === start.version ? null : { kind: 'updated' };
  }

  private tell(what: StartStory['what']): void {
    const { version, cameFrom } = this.start;
    this.keep({ at: this.now(), version, cameFrom, what, isSeen: false });
  }

  private keep(next: StartStory): void {
    this.told = next;
    try {
      mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
      writeWhole(this.file, JSON.stringify(next));
    } catch {
      return; // a full disk must not cost the start
    }
  }
}

function toldIn(file: string): StartStory | null {
  try {
    return existsSync(file) ? StartStory.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
  } catch {
    return null;
  }
}
