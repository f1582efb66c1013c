import type { RecordOf } from '../call/record';
import { findCity, findCounty } from '../catalog/areas';
import type { Grade } from '../lead/grade';
import { findIdentity, type IdentityKind } from '../privacy/find-identity';
import { proposeNeutral } from '../privacy/propose-neutral';
import type { Obtained, Report } from '../report/report';
import type { Bundle } from '../script/bundle';
import { plainTypes } from './plain-types';
import {
  CELL_CHARS,
  inSheetOrder,
  TEXT_COLUMNS,
  type SheetEdit,
  type SheetRow,
  type SheetTexts,
  type TextColumn,
} from './sheet';

const NOT_KNOWN = '不详';

/** A lead's row as its record tells it. Reads the report alone, which cannot hold identity. */
export function rowOf(
  { id, localNumber, revision, report }: RecordOf<'report'>,
  grade: Grade,
  { catalogue }: Pick<Bundle, 'catalogue'>,
): SheetRow {
  const { city, county, town, detail } = report.address;
  const areas = catalogue.areas;
  const place = findCounty(city, county, areas)?.towns.find((each) => each.code === town)?.name ?? '';
  const industry = catalogue.industries.find(({ code }) => code === report.industry)?.name ?? '';
  const texts: SheetTexts = {
    city: shortCity(findCity(city, areas)?.name ?? ''),
    county: findCounty(city, county, areas)?.name ?? '',
    target: answerOf(report.target),
    address: `${place}${detail}` || NOT_KNOWN,
    pollution: report.pollution.description,
    industry,
    types: plainTypes(report.pollution.types, catalogue.pollutionTypes),
  };
  return { callId: id, localNumber, recordRevision: revision, texts, grade };
}

/** 郑州市 stands as 郑州. */
export function shortCity(name: string): string {
  return name.replace(/(?:市|示范区)$/, '');
}

function answerOf({ answer }: Obtained): string {
  return answer || NOT_KNOWN;
}

/**
 * The sheet as it should stand now: one row for each lead of the day. A row keeps what was put right in the latest
 * revision, unless its record was revised since: then it is read anew, and looked at again.
 */
export function currentRows(latest: readonly SheetRow[], leads: readonly SheetRow[]): SheetRow[] {
  const before = new Map(latest.map((row) => [row.callId, row]));
  const rows = leads.map((lead) => {
    const kept = before.get(lead.callId);
    return kept?.recordRevision === lead.recordRevision ? { ...lead, texts: kept.texts } : lead;
  });
  return inSheetOrder(rows);
}

/** Rows with these cells put right; null where an edit names a row that is not there, or is longer than its cell takes. */
export function edited(rows: readonly SheetRow[], edits: readonly SheetEdit[]): SheetRow[] | null {
  const byCall = new Map(rows.map((row) => [row.callId, row]));
  for (const { callId, column, text } of edits) {
    const row = byCall.get(callId);
    if (row === undefined || text.length > CELL_CHARS[column]) return null;
    byCall.set(callId, { ...row, texts: { ...row.texts, [column]: text } });
  }
  return rows.map((row) => byCall.get(row.callId) ?? row);
}

export interface CellFinding {
  column: TextColumn;
  kind: IdentityKind;
  words: string;
  /** The whole cell in neutral words. */
  becomes: string;
}

/**
 * What in a row may tell who reported: it is neither signed nor exported before somebody has put it right. Words
 * that a person settled at intake as not being the reporter's stay settled.
 */
export function findingsIn({ texts }: Pick<SheetRow, 'texts'>, kept: Report['keptWords']): CellFinding[] {
  return TEXT_COLUMNS.flatMap((column) => {
    const text = texts[column];
    const open = findIdentity(text)
      .map(({ kind, start, end }) => ({ kind, words: text.slice(start, end) }))
      .filter(({ words }) => !kept.some((each) => each.words === words));
    if (open.length === 0) return [];
    const { text: becomes } = proposeNeutral(text);
    return open.map((hit) => ({ column, ...hit, becomes }));
  });
}
