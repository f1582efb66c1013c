import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHIPPED_BUNDLE } from '../../../src/center/bundle/shipped';
import { NEVER_BARE } from '../../../src/shared/address/common-words';
import { gazetteerOf } from '../../../src/shared/address/gazetteer';
import { parseAddress, type ParsedAddress } from '../../../src/shared/address/parse';
import { citiesWith, type City, type County, HENAN } from '../../../src/shared/catalog/areas';
import { reader } from '../../../src/shared/catalog/pinyin';
import { Bundle } from '../../../src/shared/script/bundle';

const { catalogue } = Bundle.parse(SHIPPED_BUNDLE);
const gazetteer = gazetteerOf(catalogue, reader);
const cities = citiesWith(catalogue.areas);
const cityShort = (city: City) => city.name.replace(/市$/, '');
const CITY_SHORTS = new Set(HENAN.map(cityShort));
const COUNTY_NAMES = new Set(HENAN.flatMap((city) => city.counties.map((county) => county.name)));

/** How people name a county: in full after anything, in short after its city. */
function spokenCounty(city: City, county: County): string[] {
  const before = [city.name, cityShort(city), `河南省${city.name}`, `河南${cityShort(city)}`];
  const full = [...before, ''].map((each) => (each.endsWith(county.name) ? each : each + county.name));
  const short = county.zone ? '' : county.name.replace(/(?:回族区|市|县|区)$/, '');
  if (short.length < 2 || CITY_SHORTS.has(short)) return full;
  return [...full, ...before.map((each) => each + short)];
}

/** How they name a township after its county; a short name two of them share is no name. */
function spokenTown(county: County, town: { name: string }): string[] {
  if (COUNTY_NAMES.has(town.name)) return [];
  const shortOf = (name: string) => name.replace(/(?:镇街道|街道|回族镇|回族乡|镇|乡)$/, '');
  const short = shortOf(town.name);
  const isShared = county.towns.filter((each) => shortOf(each.name) === short).length > 1;
  const isName = short.length > 1 && !isShared && !NEVER_BARE.has(short) && !/[路街道]$/.test(short);
  return isName ? [town.name, short] : [town.name];
}

const homes = (city: City) => ['', city.code, city.code === '4101' ? '4103' : '4101'];

function expectLawful(text: string, parsed: ParsedAddress): void {
  let at = 0;
  for (const { start, end } of parsed.spans) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(text.length);
  expect(text.endsWith(parsed.detail)).toBe(true);
  // What stands before the rest is what was recognised, and what leads to it.
  const head = text.slice(0, text.length - parsed.detail.length);
  const recognised = parsed.spans.filter((span) => span.level !== 'landmark' && span.end <= head.length);
  if (head !== '') expect(recognised.length).toBeGreaterThan(0);
  if (parsed.phrase !== null) {
    expect(parsed.phrase.start).toBeLessThan(parsed.phrase.end);
    expect(parsed.phrase.end).toBeLessThanOrEqual(text.length);
  }
}

describe('laws of the address parser', () => {
  it('reads every county back in every form in which it is spoken, wherever the seat is', () => {
    const wrong: string[] = [];
    for (const city of cities) {
      for (const county of city.counties) {
        for (const text of spokenCounty(city, county)) {
          for (const homeCity of homes(city)) {
            const parsed = parseAddress(text, gazetteer, { homeCity });
            if (parsed.county !== county.code || parsed.city !== city.code || parsed.detail !== '')
              wrong.push(`${text} at ${homeCity}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  const anyTown = fc
    .constantFrom(...cities.flatMap((city) => city.counties.map((county) => ({ city, county }))))
    .filter(({ county }) => county.towns.length > 0)
    .chain(({ city, county }) =>
      fc.record({
        county: fc.constant(county),
        town: fc.constantFrom(...county.towns),
        spoken: fc.constantFrom(...spokenCounty(city, county)),
        homeCity: fc.constantFrom(...homes(city)),
        pick: fc.nat(1),
        rest: fc.constantFrom('', '三组12号', '村东头', '北头的大桥下边'),
      }),
    );

  it('reads townships back after their county, and keeps the rest as it is', () => {
    fc.assert(
      fc.property(anyTown, ({ county, town, spoken, homeCity, pick, rest }) => {
        const names = spokenTown(county, town);
        const name = names[pick % names.length];
        fc.pre(name !== undefined);
        // 石佛 + 村东头 is 石佛村, a village: the rest begins anew.
        const text = `${spoken}${name}${rest === '' ? '' : `,${rest}`}`;
        const parsed = parseAddress(text, gazetteer, { homeCity });
        expect([text, parsed.county, parsed.town]).toEqual([text, county.code, town.code]);
        expect(parsed.detail).toBe(rest);
        expectLawful(text, parsed);
      }),
      { numRuns: 1500 },
    );
  });

  const words = fc.constantFrom(
    ...cities.flatMap((city) => [city.name, cityShort(city), ...city.counties.map((county) => county.name)]),
    ...catalogue.landmarks.map((mark) => mark.name),
    ...[
      '城关镇',
      '的',
      '那边',
      '往',
      '去',
      '老家是',
      '不是',
      '黄河路',
      '厂',
      ',',
      '。',
      '\n',
      '😀',
      '𠀀',
      '\ud800',
      'A1',
      '县',
      '镇',
    ],
  );

  it('keeps its laws on any mixture of names and words, and never throws', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expectLawful(text, parseAddress(text, gazetteer));
      }),
      { numRuns: 500 },
    );
  });

  it('says nothing of noise, whatever its letters', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ maxLength: 200 }),
      fc.array(han, { maxLength: 60 }).map((chars) => chars.join('')),
    );
    fc.assert(
      fc.property(noise, (text) => {
        const parsed = parseAddress(text, gazetteer);
        expectLawful(text, parsed);
        expect(Object.values(parsed.certainty)).not.toContain('said');
      }),
      { numRuns: 800 },
    );
  });

  it('reads the longest story in a moment', () => {
    const story = '我是巩义回郭镇的,村东头那个厂夜里往河沟里排黑水,味道刺鼻,反映过好几回了没人管。';
    const longest = story.repeat(600).slice(0, 20_000);
    const times = Array.from({ length: 15 }, () => {
      const before = process.cpuUsage();
      parseAddress(longest, gazetteer);
      return process.cpuUsage(before).user / 1000;
    }).sort((a, b) => a - b);
    expect(times[0]).toBeLessThan(500);
  });
});
