/** What a process under the shim was told is done, in the order in which it was told; a line of `acks` each. */
export type Ack =
  /** A save of a call in hand. */
  | { at: 'draft'; id: string; saveCount: number; note: string }
  | { at: 'saved'; id: string; note: string }
  /** Shown as 已受理 under this number. */
  | { at: 'receipt'; id: string; centerNumber: string }
  /** An update was told as taken. */
  | { at: 'staged'; version: string }
  | { at: 'backup'; file: string; calls: number }
  /** Something was refused aloud. */
  | { at: 'refused'; act: string; code: string };

export const DISK_PLANTS = [
  'sync-off',
  'sync-normal',
  'ack-anyway',
  'no-transaction',
  'no-rehearsal',
  'plain',
  'half-staged',
  'in-place',
] as const;
export type DiskPlant = (typeof DISK_PLANTS)[number];

export interface ActsOptions {
  /** `acks` and the seat's `data` lie in it. */
  root: string;
  seed: number;
  calls: number;
  plant: DiskPlant | null;
  enrolmentFile: string;
  /** Of the center that signs receipts, PKCS#8 in base64. */
  signerKey: string;
}

/** What each check of the table comes to. `cases`: how many times something was done to the disk. */
export interface DiskOutcome {
  cases: number;
  acknowledged: number;
  lost: number;
  corrupt: number;
  /** Refusals that are not the typed one of a full disk, starts that failed, cases that did nothing. */
  amiss: number;
  complaints: string[];
  more?: Record<string, number>;
}

export const nothingYet = (): DiskOutcome => ({
  cases: 0,
  acknowledged: 0,
  lost: 0,
  corrupt: 0,
  amiss: 0,
  complaints: [],
});
