import { findingsIn, type CellFinding } from '../../../shared/daily-sheet/rows';
import type { SheetRow } from '../../../shared/daily-sheet/sheet';
import { FINDERS } from '../../../shared/privacy/find-identity';
import type { Report } from '../../../shared/report/report';

/** A pattern is read with its first text, and made fast with its second. */
const TIMES_TO_READY = 2;
/** Some ten days of a busy city. */
const MAX_ROWS = 2_000;

/**
 * What was found in rows that have not changed since they were last looked at: the linter takes about half a millisecond a
 * row, and a sheet is asked for at every act on it. In this process' memory alone.
 */
export class KnownFindings {
  private isReady = false;
  private readonly known = new Map<string, { looked: string; findings: CellFinding[] }>();

  /** Before a process' first row: the linter's patterns are made one after the other, with turns of others in between. */
  async makeReady(text: string, turn: () => Promise<void>): Promise<void> {
    if (this.isReady) return;
    this.isReady = true;
    for (const find of FINDERS) {
      for (let time = 1; time <= TIMES_TO_READY; time += 1) {
        find(text);
        await turn();
      }
    }
  }

  of(row: SheetRow, kept: Report['keptWords']): CellFinding[] {
    const looked = JSON.stringify([row.texts, kept]);
    const before = this.known.get(row.callId);
    if (before?.looked === looked) return before.findings;
    const findings = findingsIn(row, kept);
    if (this.known.size >= MAX_ROWS) this.known.clear();
    this.known.set(row.callId, { looked, findings });
    return findings;
  }
}
