import source from './henan-areas.json';
import type { ExtraArea } from './places';

export interface Area {
  code: string;
  name: string;
}
export interface County extends Area {
  /** A functional zone (…7x), not one of the 157 counties. */
  zone: boolean;
  /** Further names by which people call it. */
  aliases: readonly string[];
  towns: readonly Area[];
}
export interface City extends Area {
  counties: readonly County[];
}

/** A group of the statistics alone; its one member is 济源市, and that is what people call the place. */
const DIRECTLY_UNDER_THE_PROVINCE = '4190';

/**
 * Henan's 18 units with their counties and townships (NBS 2023, see `henan-areas.json`; R-1). The file is ours and held
 * to its shape by a test, not at import: every process of the seat imports it, and a schema costs 12 ms there.
 */
export const HENAN: readonly City[] = source.map((city) => ({
  code: city.code,
  name: city.code === DIRECTLY_UNDER_THE_PROVINCE ? (city.counties[0]?.name ?? city.name) : city.name,
  counties: city.counties.map((county) => ({
    ...county,
    aliases: [],
    towns: county.towns.map(([code = '', name = '']) => ({ code, name: withoutPrefix(name, county.name) })),
  })),
}));

/** 济源市沁园街道 stands under 济源市 as 沁园街道. */
function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

const extended = new WeakMap<readonly ExtraArea[], readonly City[]>();

/** Henan's units with what the province's bundle adds (`bundle.catalogue.areas`): zones, and names people use. */
export function citiesWith(extra: readonly ExtraArea[] = []): readonly City[] {
  if (extra.length === 0) return HENAN;
  let cities = extended.get(extra);
  if (cities === undefined) {
    cities = HENAN.map((city) => withExtra(city, extra));
    extended.set(extra, cities);
  }
  return cities;
}

function withExtra(city: City, extra: readonly ExtraArea[]): City {
  const aliases = new Map(extra.map((area) => [area.code, area.aliases]));
  const known = new Set(city.counties.map((county) => county.code));
  const added = extra.filter((area) => area.city === city.code && !known.has(area.code));
  return {
    ...city,
    counties: [
      ...city.counties.map((county) => ({ ...county, aliases: aliases.get(county.code) ?? [] })),
      ...added.map(({ code, name, zone, aliases }) => ({ code, name, zone, aliases, towns: [] })),
    ],
  };
}

export function findCity(code: string, extra: readonly ExtraArea[] = []): City | undefined {
  return citiesWith(extra).find((city) => city.code === code);
}

export function findCounty(
  city: string,
  county: string,
  extra: readonly ExtraArea[] = [],
): County | undefined {
  return findCity(city, extra)?.counties.find((each) => each.code === county);
}

/**
 * `郑州市 荥阳市 广武镇` for codes; leaves out what is empty, unknown or said already. `extra`: the areas of the bundle
 * that the address was taken under, where it is at hand.
 */
export function areaNames(
  address: { city: string; county: string; town: string },
  extra: readonly ExtraArea[] = [],
): string[] {
  const city = findCity(address.city, extra);
  const county = city?.counties.find((each) => each.code === address.county);
  const town = county?.towns.find((each) => each.code === address.town);
  const names = [city?.name, county?.name, town?.name].filter((name): name is string => name !== undefined);
  return [...new Set(names)];
}
