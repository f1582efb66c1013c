import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What one caller said and how it should be understood, as the fixtures' README describes it. */
export interface Row {
  line: number;
  id: number | string;
  text: string;
  city?: string;
  county?: string;
  address?: string;
  target?: string;
  official_types?: string[];
  expected_lead?: 'major' | 'general';
  lead_borderline?: boolean;
  repeat?: boolean;
  night?: boolean;
  in_scope?: boolean;
  refer_to?: string | null;
  scope_borderline?: boolean;
  wants_callback?: boolean;
  anonymous?: boolean;
  identity?: string[];
  duplicate_of?: number | string | null;
  near_but_different?: number | string | null;
  label_source?: string;
}

const Key = z.union([z.number(), z.string()]);

/** Every field by itself, so that one that is wrong costs only the figures that need it. */
const FIELDS: Record<Exclude<keyof Row, 'line'>, z.ZodType> = {
  id: Key,
  text: z.string(),
  city: z.string(),
  county: z.string(),
  address: z.string(),
  target: z.string(),
  official_types: z.array(z.string()),
  expected_lead: z.enum(['major', 'general']),
  lead_borderline: z.boolean(),
  repeat: z.boolean(),
  night: z.boolean(),
  in_scope: z.boolean(),
  refer_to: z.string().nullable(),
  scope_borderline: z.boolean(),
  wants_callback: z.boolean(),
  anonymous: z.boolean(),
  identity: z.array(z.string()),
  duplicate_of: Key.nullable(),
  near_but_different: Key.nullable(),
  label_source: z.string(),
};

export interface Rows {
  rows: Row[];
  /** What could not be read, each with its line number, in a sentence. */
  remarks: string[];
}

/** Reads JSON lines. What a line lacks is left out of the figures that need it, and said in `remarks`. */
export function readRows(file: string): Rows {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const remarks: string[] = [];
  const rows = lines.flatMap((text, index) => {
    if (text.trim() === '') return [];
    const row = readRow(text, index + 1, remarks);
    return row ? [row] : [];
  });
  return { rows, remarks };
}

function readRow(text: string, line: number, remarks: string[]): Row | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    remarks.push(`line ${line}: not a JSON object, left out`);
    return undefined;
  }
  const given = value as Record<string, unknown>;
  const row: Record<string, unknown> = { line, id: `line ${line}` };
  const missing: string[] = [];
  for (const [field, shape] of Object.entries(FIELDS)) {
    if (!Object.hasOwn(given, field)) missing.push(field);
    else if (shape.safeParse(given[field]).success) row[field] = given[field];
    else
      remarks.push(
        `line ${line}: "${field}" is ${JSON.stringify(given[field])?.slice(0, 60)}, which is no value of it; not counted`,
      );
  }
  if (typeof row.text !== 'string') {
    remarks.push(`line ${line}: no "text", left out`);
    return undefined;
  }
  if (missing.length > 0)
    remarks.push(`line ${line}: no ${missing.map((field) => `"${field}"`).join(', ')}; counted without`);
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(FIELDS, field));
  if (unknown.length > 0)
    remarks.push(`line ${line}: ${unknown.map((field) => `"${field}"`).join(', ')} not known, not read`);
  return row as unknown as Row;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
