/** One line of JSON each, written at once to the parent: what it read before a kill had happened before the kill. */
export type Line =
  | { at: 'up' }
  /** About to be finished: its outcome is unknown until `saved`. */
  | { at: 'saving'; id: string }
  /** The seat told the agent that it is saved (FinishOutcome). */
  | { at: 'saved'; id: string; revision: number; localNumber: string; note: string }
  | { at: 'body'; id: string; revision: number; sha256: string }
  | { at: 'push' }
  | { at: 'answer' }
  /** While it empties the outbox: how many lack a receipt. */
  | { at: 'owed'; owed: number }
  | { at: 'trouble'; what: string }
  | { at: 'drained' }
  | { at: 'store'; integrity: string; unknown: number; quarantined: number; revisions: StoredRevision[] };

export interface StoredRevision {
  id: string;
  revision: number;
  /** As hashed when it was finished, and of the text that lies in the store now. */
  sha256: string;
  isIntact: boolean;
  /** `false`: one that is not the center's, or stands for another text. */
  receipt: 'none' | 'true' | 'false';
  /** As the receipt has it; empty where there is none. */
  centerNumber: string;
}

/** Bugs that can be planted to show that the comparison sees them. */
export const PLANT_NAMES = ['new-key', 'delete-first', 'ack-first', 'any-200', 'other-body'] as const;
export type PlantName = (typeof PLANT_NAMES)[number];

export interface SeatOptions {
  folder: string;
  enrolmentFile: string;
  centerFolder: string;
  seed: number;
  plant: PlantName | null;
  /** Takes no calls; empties the outbox, stops in order and looks over the store. */
  drain: boolean;
  /** Through the failing proxy at `centerUrl`: takes so many calls as fast as it can, then drains. */
  sync?: { centerUrl: string; calls: number };
}

/** Small, seeded, good enough to draw what happens when (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
