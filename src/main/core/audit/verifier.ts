import { MOST_RESTORES, type AuditVerdict, type AuditVerification } from '../../../shared/audit/verification';
import type { OpenKey } from '../../../shared/keys/statement';
import type { Reader } from '../reader/reader';
import { BEFORE_THE_FIRST, type AuditPlace, type AuditSlice, type AuditSliceAsked } from './verify';

/** So many rows are some 30 ms of the reader's thread; a question about repeats waits no longer. */
const SLICE = 4_000;

export interface VerifierParts {
  reader: Reader;
  seatId: string;
  /** The center's, in force or rolled out. */
  signingKeys: readonly OpenKey[];
  /** How many rows there are, for a person who waits. */
  rows: () => number;
  now: () => number;
  monotonic: () => number;
  /** Whose questions these are: a later one of the same lane takes an earlier one's place. */
  lane: string;
  /** One more slice is through. */
  onProgress?: (verification: AuditVerification) => void;
}

const NOTHING: AuditVerdict = { restores: [], replaced: 0, rows: 0, anchors: 0, matched: 0, fault: null };

/** Verifies the whole audit in the reader's connection, slice by slice. Never rejects; `isWhole` false where it could not. */
export async function runVerification(parts: VerifierParts): Promise<AuditVerification> {
  const { reader, seatId, signingKeys, monotonic } = parts;
  const began = monotonic();
  let state: AuditVerification = {
    isRunning: true,
    startedAt: parts.now(),
    ms: 0,
    of: parts.rows(),
    isWhole: false,
    verdict: NOTHING,
  };
  const put = (change: Partial<AuditVerification>): void => {
    state = { ...state, ...change, ms: Math.round(monotonic() - began) };
    parts.onProgress?.(state);
  };
  put({});
  let from: AuditPlace | null = BEFORE_THE_FIRST;
  while (from !== null) {
    const asked: AuditSliceAsked = {
      seatId,
      signingKeys,
      from,
      limit: SLICE,
    };
    const slice: AuditSlice | undefined = await reader.ask('audit.slice', asked, parts.lane);
    if (slice === undefined) break;
    from = slice.next;
    put({ verdict: added(state.verdict, slice.verdict), isWhole: from === null });
  }
  put({ isRunning: false });
  return state;
}

function added(a: AuditVerdict, b: AuditVerdict): AuditVerdict {
  return {
    restores: [...a.restores, ...b.restores].slice(0, MOST_RESTORES),
    replaced: a.replaced + b.replaced,
    rows: a.rows + b.rows,
    anchors: a.anchors + b.anchors,
    matched: a.matched + b.matched,
    fault: b.fault,
  };
}
