import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { areaNames, citiesWith, findCity, findCounty, HENAN } from '../../../src/shared/catalog/areas';
import { ExtraArea } from '../../../src/shared/catalog/places';
import { Bundle, checkBundle } from '../../../src/shared/script/bundle';
import { aBundle } from '../../builders/bundle';

const { areas, landmarks } = Bundle.parse(SHIPPED_BUNDLE).catalogue;
const EAST = '410179';

describe('areas of the bundle', () => {
  it('adds what the statistics lack, and leaves the rest as it is', () => {
    expect(findCounty('4101', EAST)).toBeUndefined();
    expect(findCounty('4101', EAST, areas)?.name).toBe('郑东新区');
    expect(areaNames({ city: '4101', county: EAST, town: '' }, areas)).toEqual(['郑州市', '郑东新区']);
    expect(findCounty('4101', '410182', areas)?.towns).toHaveLength(14);
    expect(citiesWith(areas).map((city) => city.code)).toEqual(HENAN.map((city) => city.code));
    expect(citiesWith(areas)).toBe(citiesWith(areas));
    expect(citiesWith([])).toBe(HENAN);
  });

  it('prints what it knows of an address whose bundle is another', () => {
    expect(areaNames({ city: '4101', county: EAST, town: '' })).toEqual(['郑州市']);
  });

  it('keeps official names where it only adds further ones', () => {
    for (const { code, name, city, zone } of areas) {
      const official = findCity(city)?.counties.find((county) => county.code === code);
      if (official !== undefined) expect([official.name, official.zone]).toEqual([name, zone]);
      else expect(code).toMatch(/^41(?!90)\d\d7\d$/);
    }
    expect(new Set(areas.map((area) => area.code)).size).toBe(areas.length);
  });

  it('names landmarks once each, in areas that there are', () => {
    const names = landmarks.flatMap((mark) => [mark.name, ...mark.aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const codes = new Set(
      citiesWith(areas).flatMap((city) => [
        city.code,
        ...city.counties.flatMap((county) => [county.code, ...county.towns.map((town) => town.code)]),
      ]),
    );
    for (const mark of landmarks) for (const area of mark.areas) expect(codes, mark.name).toContain(area);
  });

  it('refuses an area outside its city, and a bundle of before has none', () => {
    const wrong = { code: '410179', name: '郑东新区', city: '4103', zone: true, aliases: [] };
    expect(ExtraArea.safeParse(wrong).success).toBe(false);
    expect(aBundle().catalogue.areas).toEqual([]);
    expect(aBundle().catalogue.landmarks).toEqual([]);
  });

  it('lets no line speak for an added area either (R-5)', () => {
    const source = structuredClone(SHIPPED_BUNDLE) as unknown as Bundle;
    source.script.steps[10]?.lines.push({ id: 'planted', text: '这里是郑东新区12369热线。', must: false });
    expect(checkBundle(source)).toMatchObject({
      ok: false,
      reason: 'wording',
      problems: [{ found: '郑东新区' }],
    });
  });
});
