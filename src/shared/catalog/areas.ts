import source from './henan-areas.json';

export interface Area {
  code: string;
  name: string;
}
export interface County extends Area {
  /** A functional zone (…7x), not one of the 157 counties. */
  zone: boolean;
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
    towns: county.towns.map(([code = '', name = '']) => ({ code, name: withoutPrefix(name, county.name) })),
  })),
}));

/** 济源市沁园街道 stands under 济源市 as 沁园街道. */
function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

export function findCity(code: string): City | undefined {
  return HENAN.find((city) => city.code === code);
}

export function findCounty(city: string, county: string): County | undefined {
  return findCity(city)?.counties.find((each) => each.code === county);
}

/** `郑州市 荥阳市 广武镇` for codes; leaves out what is empty, unknown or said already. */
export function areaNames(address: { city: string; county: string; town: string }): string[] {
  const city = findCity(address.city);
  const county = city?.counties.find((each) => each.code === address.county);
  const town = county?.towns.find((each) => each.code === address.town);
  const names = [city?.name, county?.name, town?.name].filter((name): name is string => name !== undefined);
  return [...new Set(names)];
}
