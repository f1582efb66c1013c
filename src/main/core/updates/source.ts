import type { UpdateProblem } from '../../../shared/updates/manifest';
import type { UpdateOrigin } from '../../../shared/updates/view';

/** A stretch of a package: from `offset` on, at most `left` bytes. */
export interface Stretch {
  version: string;
  file: string;
  offset: number;
  left: number;
}

/** Where an update lies: a share, a stick, the center. Nothing it says is believed before it was checked. */
export interface ReleaseSource {
  from: UpdateOrigin;
  /** The signed manifest as text, or why there is none. */
  manifest(signal: AbortSignal): Promise<{ text: string } | { why: UpdateProblem }>;
  /** Some bytes of a package, one at least and never more than are left, or why not. */
  piece(stretch: Stretch, signal: AbortSignal): Promise<{ bytes: Uint8Array } | { why: UpdateProblem }>;
  close(): Promise<void>;
}
