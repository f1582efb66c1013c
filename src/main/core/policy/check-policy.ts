import { existsSync } from 'node:fs';
import type { Words } from '../../../shared/self-check/report-text';
import type { CommandReport } from '../ports';
import { findPolicy, readPolicyFile } from './policies';

/** `--check-policy [FILE]`: every fault of the file at its line and column; without one, of the file that this PC has. */
export function checkPolicy(words: Words, file: string | null, places: readonly string[]): CommandReport {
  const found = file === null ? findPolicy(places) : readPolicyFile(file);
  const told = (lines: string[], result: string, exitCode: 0 | 1, more: object = {}): CommandReport => ({
    lines: [...lines, JSON.stringify({ command: 'check-policy', result, ...more })],
    exitCode,
  });
  switch (found.kind) {
    case 'none':
      return told([words('policy.command.none', { places: places.join(', ') })], 'none', 0);
    case 'unreadable':
      return told([words('policy.command.unreadable', { file: found.file })], 'unreadable', 1);
    case 'bad': {
      const { faults } = found;
      const lines = faults.map(({ line, column, field, reason }) =>
        words('policy.command.fault', {
          file: found.file,
          line,
          column,
          field: field === '' ? words('policy.whole') : field,
          why: words(`policy.reason.${reason}`),
        }),
      );
      return told(lines, 'bad', 1, { faults });
    }
    case 'read': {
      const { center, enrolment } = found.policy;
      const missing = [center?.authorityFile, enrolment?.file].filter(
        (each) => each !== undefined && !existsSync(each),
      );
      if (missing.length > 0)
        return told([words('policy.command.missing', { files: missing.join(', ') })], 'missing', 1, {
          missing,
        });
      return told([words('policy.command.good', { file: found.file })], 'good', 0);
    }
  }
}
