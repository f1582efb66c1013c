import { readFileSync } from 'node:fs';
import { PracticeCallers, type PracticeCaller } from '../../../shared/practice/caller';
import type { PracticeKind } from '../../../shared/practice/messages';
import { Refusal } from '../refusal';

/** Not among the last so many calls of a person, where there are others. */
const NOT_AGAIN = 20;

/** The callers that are shipped with the app, read when somebody first practises. */
export class Callers {
  private known: readonly PracticeCaller[] | undefined;

  constructor(private readonly file: string) {}

  /** Throws `practice_unavailable` where the file is not what was shipped. */
  all(): readonly PracticeCaller[] {
    this.known ??= read(this.file);
    return this.known;
  }

  find(id: string): PracticeCaller | undefined {
    return this.all().find((caller) => caller.id === id);
  }

  /** Throws `practice_unavailable`. */
  get(id: string): PracticeCaller {
    const caller = this.find(id);
    if (caller === undefined) throw new Refusal('practice_unavailable');
    return caller;
  }

  /** Somebody for this kind of exercise; `recent`: ids of the person's last callers, latest first. */
  choose(
    kind: Exclude<PracticeKind, 'outage'>,
    recent: readonly string[],
    random: () => number,
  ): PracticeCaller {
    const purpose = kind === 'consultations' ? 'consultation' : 'report';
    const fitting = this.all().filter((caller) => caller.expected.purpose === purpose);
    const tired = new Set(recent.slice(0, Math.min(NOT_AGAIN, Math.floor(fitting.length / 2))));
    const fresh = fitting.filter((caller) => !tired.has(caller.id));
    const chosen = fresh[Math.floor(random() * fresh.length)];
    if (chosen === undefined) throw new Refusal('practice_unavailable');
    return chosen;
  }
}

function read(file: string): readonly PracticeCaller[] {
  try {
    return PracticeCallers.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Refusal('practice_unavailable', undefined, error);
  }
}
