import type { RecordResult } from '../../shared/center-api/messages';

/** What this process saw since its start. Each process of a center has its own; the database knows nothing of it. */
export interface Tally {
  readonly since: number;
  /** Refused records by their problem's kind. */
  readonly refused: ReadonlyMap<string, number>;
  /** When each seat last spoke with its own token, UTC ms. */
  readonly lastContact: ReadonlyMap<string, number>;
  pushed(results: readonly RecordResult[]): void;
  met(seatId: string, now: number): void;
}

const KIND = /^urn:hn12369:problem:([a-z0-9_-]{1,60})$/;

/** Counts in memory: kinds and seats alone, never a field or a text. */
export function createTally(since: number): Tally {
  const refused = new Map<string, number>();
  const lastContact = new Map<string, number>();
  return {
    since,
    refused,
    lastContact,
    pushed: (results) => {
      for (const result of results) {
        if (!('problem' in result)) continue;
        const kind = KIND.exec(result.problem.type)?.[1] ?? 'other';
        refused.set(kind, (refused.get(kind) ?? 0) + 1);
      }
    },
    met: (seatId, now) => {
      lastContact.set(seatId, now);
    },
  };
}
