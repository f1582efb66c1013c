import { readFileSync } from 'node:fs';
import { at } from '../../build/base/paths.mjs';
import type { Complaint } from '../end-to-end/stage/agent-keyboard';

interface CallerRow {
  id: number;
  text: string;
  city: string;
  county: string;
  address: string;
  target: string;
  official_types: string[];
  identity: string[];
}

/** Order of the main types on the page, by the first words of what officials write. */
const TYPES = ['水', '大气', '噪声', '固废', '土壤', '辐射', '生态'];

const rows = readFileSync(at('tests', 'fixtures', 'callers.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CallerRow);

/** A caller's own words, from the sample that lies beside the tests. */
export function caller(id: number): CallerRow {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new Error(`No caller ${id}`);
  return row;
}

/** What an agent writes down of it: the caller's words, without the sentences that say who the caller is. */
export function complaintOf(id: number, wish: string): Complaint {
  const { city, county, address, target, official_types: types, identity } = caller(id);
  const digits = types.map((type) => TYPES.indexOf(type) + 1).filter((digit) => digit > 0);
  const sentences = caller(id).text.split(/(?<=[。?!？！])/);
  const description = sentences
    .filter((sentence) => !identity.some((told) => sentence.includes(told)))
    .join('');
  return { city, county, detail: address, target, types: digits, description, wish };
}
