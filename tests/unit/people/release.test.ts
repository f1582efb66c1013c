import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdentityPurpose, isReasonClean, whyNoRelease } from '../../../src/shared/identity/release';
import { Disposition } from '../../../src/shared/call/record';
import type { CallRecord } from '../../../src/shared/call/record';
import { aDraft, aRecord, aReportForm } from '../../builders/draft';

const record = aRecord(aDraft({ form: aReportForm({ isNamed: true }) }), 1, { keyId: 'k', box: 'AAAA' });
if (record.disposition !== 'report') throw new Error('no report');
const report = record;

const choice = fc.constantFrom('yes' as const, 'no' as const, null);
const cases = fc.record({
  identityChoice: fc.constantFrom('named' as const, 'anonymous' as const, null),
  onSiteHelp: choice,
  callback: choice,
  isSealed: fc.boolean(),
  isConcluded: fc.boolean(),
  purpose: fc.constantFrom(...IdentityPurpose.options),
});

test('an identity is let go for exactly what the reporter said, and for nobody who chose to be nobody (R-16, R-17)', () => {
  fc.assert(
    fc.property(cases, ({ identityChoice, onSiteHelp, callback, isSealed, isConcluded, purpose }) => {
      const asked: CallRecord = {
        ...report,
        sealedIdentity: isSealed ? report.sealedIdentity : null,
        report: {
          ...report.report,
          identityChoice,
          onSiteHelp,
          callbackWish: { answer: callback, missing: null, reason: '' },
        },
      };
      const isWished = purpose === 'on_site_help' ? onSiteHelp === 'yes' : callback === 'yes' && isConcluded;
      const isLetGo = identityChoice === 'named' && isSealed && isWished;
      expect(whyNoRelease(asked, purpose, isConcluded) === null).toBe(isLetGo);
    }),
  );
});

test('what is no report has no reporter', () => {
  for (const disposition of Disposition.options.filter((each) => each !== 'report')) {
    const other = { ...report, disposition } as unknown as CallRecord;
    for (const purpose of IdentityPurpose.options) {
      expect(whyNoRelease(other, purpose, true)).toBe('not_a_report');
    }
  }
});

test('a reason that tells who it is does not pass', () => {
  expect(isReasonClean('现场找不到排污口，需要指认')).toBe(true);
  expect(isReasonClean('请联系13800001234核实')).toBe(false);
});
