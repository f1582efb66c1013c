import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { gazetteerOf } from '../../../src/shared/address/gazetteer';
import { parseAddress } from '../../../src/shared/address/parse';
import { findCity, findCounty } from '../../../src/shared/catalog/areas';
import { reader } from '../../../src/shared/catalog/pinyin';
import { Bundle } from '../../../src/shared/script/bundle';
import { accuracy, type Measured, type Miss } from '../measures';
import type { Row } from '../rows';

/** 三门峡市城乡一体化示范区 and 城乡一体化示范区 of 三门峡 are one. */
function ownName(county: string, city: string): string {
  const short = city.replace(/市$/, '');
  return county.replace(/^河南(?=.{4})/, '').replace(new RegExp(`^${short}市?(?=.{4})`), '');
}

/**
 * How often the parser tells city and county from the words of the caller alone, with no home city. Texts that name no
 * place count as wrong; a remark tells the figures over the texts in which any place is read.
 */
export function measure(rows: readonly Row[]): Measured {
  const { catalogue } = Bundle.parse(SHIPPED_BUNDLE);
  const gazetteer = gazetteerOf(catalogue, reader);
  const misses: Miss[] = [];
  const all = { city: [] as boolean[], county: [] as boolean[] };
  const placed = { city: [] as boolean[], county: [] as boolean[] };
  for (const row of rows) {
    if (row.city === undefined || row.county === undefined) continue;
    const parsed = parseAddress(row.text, gazetteer);
    const city = findCity(parsed.city, catalogue.areas)?.name ?? '';
    const county = findCounty(parsed.city, parsed.county, catalogue.areas)?.name ?? '';
    const isCity = city === row.city;
    const isCounty = isCity && ownName(county, city) === ownName(row.county, row.city);
    all.city.push(isCity);
    all.county.push(isCounty);
    if (parsed.spans.length > 0 || parsed.alternatives.length > 0) {
      placed.city.push(isCity);
      placed.county.push(isCounty);
    }
    if (isCounty) continue;
    misses.push({
      id: row.id,
      expected: row.city + row.county,
      found: city === '' ? 'no place' : city + county,
      words: parsed.spans.map(({ start, end }) => row.text.slice(start, end)),
      text: row.text,
    });
  }
  const remark =
    `region: over the ${placed.city.length} texts of ${all.city.length} in which a place is read ` +
    `city ${accuracy(placed.city)}, county ${accuracy(placed.county)}`;
  const figures = { cityAccuracy: accuracy(all.city), countyAccuracy: accuracy(all.county) };
  return { figures, remarks: [remark], misses };
}
