import type { IntakeForm } from '../call/form';
import { completenessOf } from '../report/problems';
import type { Report } from '../report/report';
import type { Bundle } from '../script/bundle';
import type { ExpectedReport } from './caller';
import { part, type Circumstances, type ScorePart } from './score-part';

const FIVE = ['target', 'address', 'pollution', 'investigationWish', 'callbackWish'] as const;
/** Added to another type they are never wrong: they say how, not what. */
const ADDED_FREELY: readonly string[] = ['permit', 'other'];
const NIGHT = /夜|晚|凌晨|通宵|天黑/u;

/** What is asked and decided in a report; all of it lost where the call did not end as one. */
export function reportParts(
  form: IntakeForm,
  isReport: boolean,
  expected: ExpectedReport,
  circumstances: Circumstances,
): ScorePart[] {
  const { report } = form;
  const parts = [
    fivePart(report),
    placePart(report, expected),
    typesPart(report, expected, circumstances.bundle),
    leadPart(report, expected),
    part(
      'urgency',
      5,
      Number(report.urgency !== null && expected.urgencies.includes(report.urgency)),
      'urgency',
      expected.urgencies,
      report.urgency === null ? [] : [report.urgency],
    ),
    nightPart(report, expected),
    callbackPart(report, expected),
    choicePart(report, expected, circumstances.wasIdentityTyped),
  ];
  return isReport ? parts : parts.map((each) => ({ ...each, points: 0, verdict: 'wrong', got: [] }));
}

function fivePart(report: Report): ScorePart {
  const { answered, missing } = completenessOf(report);
  const got = FIVE.filter((field) => !missing.includes(field));
  return part('five', 15, answered / 5, 'five', FIVE, got);
}

/** The county is what decides who handles it, so it weighs more. */
function placePart(report: Report, { city, county }: ExpectedReport): ScorePart {
  const { address } = report;
  const share = (Number(address.city === city) * 6 + Number(address.county === county) * 9) / 15;
  const got = [address.city, address.county].filter((code) => code !== '');
  return part('place', 15, share, 'area', [city, county], got);
}

/** Main types: what both name, of what either names. */
function typesPart(report: Report, { types }: ExpectedReport, bundle: Bundle): ScorePart {
  const mainOf = new Map(
    bundle.catalogue.pollutionTypes.map(({ code, parent }) => [code, parent === '' ? code : parent]),
  );
  const chosen = [...new Set(report.pollution.types.map((code) => mainOf.get(code) ?? code))];
  const got = chosen.filter((type) => types.includes(type) || !ADDED_FREELY.includes(type));
  const both = got.filter((type) => types.includes(type)).length;
  const share = both / new Set([...types, ...got]).size;
  return part('types', 10, share, 'type', types, chosen);
}

/** A major lead overlooked is the expensive error; one too many costs half. */
function leadPart(report: Report, { lead }: ExpectedReport): ScorePart {
  const got = report.majorFlags.length > 0 ? 'major' : 'general';
  const share = lead === 'either' || lead === got ? 1 : got === 'major' ? 0.5 : 0;
  return part('lead', 10, share, 'lead', lead === 'either' ? ['major', 'general'] : [lead], [got]);
}

/** Recognised where it can be used: as a time, or in the words of the pattern. */
function nightPart(report: Report, { isNight }: ExpectedReport): ScorePart {
  const { occurrences, pattern } = report.pollution;
  const got = occurrences.some((occurrence) => occurrence.isNight) || NIGHT.test(pattern);
  const word = (value: boolean): string[] => [value ? 'yes' : 'no'];
  return part('night', 5, Number(got === isNight), 'yes_no', word(isNight), word(got));
}

function callbackPart(report: Report, { wantsCallback }: ExpectedReport): ScorePart {
  const wanted = wantsCallback ? 'yes' : 'no';
  const got = report.callbackWish.answer ?? 'missing';
  return part('callback', 5, Number(got === wanted), 'callback', [wanted], [got]);
}

/** 匿名 or 实名 as the caller wished; of an anonymous caller nothing is typed, not even for a moment. */
function choicePart(report: Report, { choice }: ExpectedReport, wasIdentityTyped: boolean): ScorePart {
  const got = report.identityChoice;
  const isRight = got === choice;
  const share = isRight ? (choice === 'anonymous' && wasIdentityTyped ? 0.4 : 1) : 0;
  return part('choice', 5, share, 'choice', [choice], got === null ? [] : [got]);
}
