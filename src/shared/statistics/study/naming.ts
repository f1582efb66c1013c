import { findCity, findCounty } from '../../catalog/areas';
import type { Count } from '../suppress';
import { FEW_WORD, NO_COUNTY, NO_INDUSTRY, NO_PLACE, WITHHELD_WORD } from './words';

/** The bundle's catalogue, as far as papers name by it. */
export interface Catalogue {
  pollutionTypes: readonly { code: string; name: string }[];
  industries: readonly { code: string; name: string }[];
}

/** Codes as a paper calls them. */
export interface Naming {
  type(code: string): string;
  industry(code: string): string;
  city(code: string): string;
  county(city: string, county: string): string;
}

export function namingOf({ pollutionTypes, industries }: Catalogue): Naming {
  const types = new Map(pollutionTypes.map(({ code, name }) => [code, name]));
  const trades = new Map(industries.map(({ code, name }) => [code, name]));
  return {
    type: (code) => types.get(code) ?? code,
    industry: (code) => (code === '' ? NO_INDUSTRY : (trades.get(code) ?? code)),
    city: (code) => (code === '' ? NO_PLACE : (findCity(code)?.name ?? code)),
    county: (city, county) => (county === '' ? NO_COUNTY : (findCounty(city, county)?.name ?? county)),
  };
}

export function countWord(count: Count): string {
  if (count === 'few') return FEW_WORD;
  return count === 'withheld' ? WITHHELD_WORD : String(count);
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`;
}

/** `增加12件（上升8.5%）`: against the period before. */
export function changeWord({ now, before }: { now: number; before: number }): string {
  if (now === before) return '与上期持平';
  const way = now > before ? ['增加', '上升'] : ['减少', '下降'];
  const by = Math.abs(now - before);
  const share = before === 0 ? '' : `（${way[1]}${percent(by, before)}）`;
  return `较上期${way[0]}${by}件${share}`;
}
