import { dispositionOf } from '../../../shared/call/finish';
import type { IntakeForm } from '../../../shared/call/form';
import type { CallRecord } from '../../../shared/call/record';
import { featuresOf, type Features } from '../../../shared/repeats/features';
import type { Report } from '../../../shared/report/report';

/** Null where nothing is said by which another report could be known again. */
function featuresOfReport({ target, address, pollution }: Report): Features | null {
  if (target.answer.trim() === '' && address.detail.trim() === '' && address.town === '') return null;
  const { city, county, town, detail } = address;
  const { types, description, occurrences } = pollution;
  return featuresOf({ city, county, town, detail, target: target.answer, types, description, occurrences });
}

/** What a call in the making will be found by; null: it ends as no report. */
export function featuresOfForm(form: IntakeForm): Features | null {
  const disposition = dispositionOf(form);
  return disposition === 'report' || disposition === 'dropped' ? featuresOfReport(form.report) : null;
}

/** The same of a finished record. */
export function featuresOfRecord(record: CallRecord): Features | null {
  if (record.disposition !== 'report' && record.disposition !== 'dropped') return null;
  return record.report && featuresOfReport(record.report);
}
