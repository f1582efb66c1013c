import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One caller as the fixtures' README describes it; a field it does not name is of no matter here. */
const Row = z.object({
  id: z.number(),
  text: z.string(),
  city: z.string(),
  county: z.string(),
  address: z.string(),
  target: z.string(),
  official_types: z.array(z.string()),
  expected_lead: z.enum(['major', 'general']),
  lead_borderline: z.boolean(),
  night: z.boolean(),
  in_scope: z.boolean(),
  scope_borderline: z.boolean(),
  identity: z.array(z.string()),
  duplicate_of: z.number().nullable(),
  near_but_different: z.number().nullish(),
});
export type Row = z.infer<typeof Row>;

/** Throws with the line's number where one is not such a row. */
export function readRows(file: string): Row[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const row = Row.safeParse(JSON.parse(line));
    if (!row.success) throw new Error(`${file}:${index + 1}: ${z.prettifyError(row.error)}`);
    return [row.data];
  });
}
