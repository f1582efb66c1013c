import { areaNames, findCity, findCounty } from '../catalog/areas';
import { knownWords, normalText } from './vocabulary';

/** Where it is, below the county, in the parts an address is made of. */
export interface Place {
  /** Name without 镇, 乡, 街道; empty: not told. */
  town: string;
  /** Named places: a letter for the kind, then the name: `v杨寨`, `r文化`. */
  spots: string[];
  /** House, building and group numbers with their unit. */
  numbers: string[];
  /** Directions told: 东, 西, 南, 北. */
  sides: string;
}

const TOWN_END = '(?:街道办事处|街道办|办事处|街道|回族镇|回族乡|民族乡|乡|镇|办(?=[^公理证]))';
const TOWN = new RegExp(`^([\\p{Script=Han}]{2,6}?)${TOWN_END}(?!集)`, 'u');

/** Endings by kind, and the letter that stands for it. A hill or river that a village is named for is that village. */
const VILLAGE =
  '(?:庄|寨|屯|营|坡|沟|湾|岗|店|楼|集)?(?:自然村|行政村|村委会|村|社区)|[庄寨屯](?!村|河|沟|水库)';
const KINDS: readonly (readonly [letter: string, ends: string])[] = [
  ['r', '大道|大街|路|街|巷|胡同|国道|省道|高速公路'],
  ['w', '水库|干渠|库区|湿地|河口|河|渠|湖|江|溪|潭'],
  ['h', '山|岭|坡|沟|峡'],
  ['e', '小区|花园|家园|家属院|花苑|公寓|新村|国际|大厦|公馆|苑|城|府|中心|院'],
  [
    'o',
    '卫生院|医院|幼儿园|小学|中学|大学|学院|学校|市场|公园|景区|风景区|车站|工业园区|工业园|产业园|集聚区|园区|高速口|收费站|码头|渡口|大桥|桥|大坝|闸|水厂|老厂|厂|公司|庙|寺|广场|商场|超市',
  ],
];
const OTHERS = KINDS.map(([, ends]) => ends).join('|');
const SPOT = new RegExp(
  `([\\p{Script=Han}]{1,8}?)(?:(${VILLAGE})|(?:(${OTHERS})(?![村庄寨路街巷]|社区|大道|大街)))`,
  'gu',
);
const LETTER_OF = new Map(KINDS.flatMap(([letter, ends]) => ends.split('|').map((end) => [end, letter])));
/** Words between the parts of an address. */
const BETWEEN =
  /(?:黄河|淮河)(?![路街大医饭酒宾])|南水北调|附近|旁边|对面|对过|门口|门前|之间|以[东西南北上下]|往[东西南北]|上游|下游|交叉口|交汇处|交界处|路口|街口|口往|跟前|[东西南北]侧|[东西南北]边|[东西南北]头|[、与至到的在旁之,(]|\d+/gu;
const NAMELESS =
  /^(?:未说.*|说.*|某|本|该|俺|那|这|村|后|前|东|西|南|北|大|小|老|新|上|下|里|外|中|一|居民|住宅|山|河|路边|边|田间|道|公|铁|镇|乡|县|市|老铁)*$/u;

/** `hint`: codes as recorded, each may be empty. Text alone is enough: an address is often only said. */
export function placeOf(hint: { city: string; county: string; town: string }, detail: string): Place {
  const [text, town] = townOf(hint, withoutAreas(hint, normalText(detail)));
  const sides = [...'东西南北'].filter((side) =>
    new RegExp(`${side}(?:边|侧|面|头|地|后|南|北|$|\\d)`, 'u').test(text),
  );
  return { town, spots: spotsIn(text), numbers: numbersIn(text), sides: sides.join('') };
}

/**
 * Named places in a normal text: a letter for the kind, then the name. A name without an ending (悦龙门旁) is told as
 * `n` where it stands alone between other parts.
 */
export function spotsIn(text: string): string[] {
  const spots = new Set<string>();
  for (const part of text.replace(BETWEEN, '|').split('|')) {
    let isNamed = false;
    for (const [, stem = '', village, end = ''] of part.matchAll(SPOT)) {
      const name = `${stem}${village?.replace(/(?:自然村|行政村|村委会|村|社区)$/u, '') ?? ''}`
        .replace(/^[和及](?=.{2})/u, '')
        .replace(/^(?:老|原)(?=.{2})/u, '');
      isNamed = true;
      if (!NAMELESS.test(name))
        spots.add(`${village === undefined ? (LETTER_OF.get(end) ?? 'o') : 'v'}${name}`);
    }
    const bare = part.replace(/[^\p{Script=Han}]/gu, '');
    if (!isNamed && bare.length > 1 && bare.length < 6 && !NAMELESS.test(bare) && !isKnown(bare))
      spots.add(`n${bare}`);
  }
  return [...spots];
}

/** True where the words are of the vocabulary: 收费站下 is no name. */
function isKnown(bare: string): boolean {
  const known = knownWords(bare).reduce((sum, { start, end }) => sum + end - start, 0);
  return known * 2 >= bare.length;
}

const DIGITS = '零一二三四五六七八九';

function numbersIn(text: string): string[] {
  const arabic = text.replace(/[零一二三四五六七八九十百]+(?=号|组|队|栋|楼|单元|米)/gu, (word) =>
    String(valueOf(word)),
  );
  const found = arabic.matchAll(/(\d+)(号楼|号院|号|栋|单元|组|队|公里|米)/gu);
  return [
    ...new Set([...found].map(([, digits, unit]) => `${digits}${unit?.replace(/^号.$/u, '号') ?? ''}`)),
  ];
}

function valueOf(word: string): number {
  let total = 0;
  let digit = 0;
  for (const char of word) {
    const value = DIGITS.indexOf(char);
    if (value >= 0) digit = value;
    else {
      total += (digit || 1) * (char === '十' ? 10 : 100);
      digit = 0;
    }
  }
  return total + digit;
}

type Hint = Parameters<typeof placeOf>[0];

/** An address typed with its city and county before it. */
function withoutAreas({ city, county }: Hint, text: string): string {
  const names = ['河南省', findCity(city)?.name, findCounty(city, county)?.name].filter(
    (name) => name !== undefined,
  );
  let rest = text;
  for (const name of names) {
    if (rest.startsWith(name)) rest = rest.slice(name.length);
    else if (
      name.length > 2 &&
      rest.startsWith(name.slice(0, -1)) &&
      !/^[镇乡]/u.test(rest.slice(name.length - 1))
    )
      rest = rest.slice(name.length - 1);
  }
  return rest;
}

/** The rest of the address, and the town: by its code, by the catalogue's names, or by its ending. */
function townOf({ city, county, town }: Hint, text: string): [rest: string, town: string] {
  const towns = findCounty(city, county)?.towns ?? [];
  const coded = areaNames({ city, county, town }).at(-1);
  const typed = TOWN.exec(text);
  if (town !== '' && coded !== undefined) {
    const stem = stemOfTown(normalText(coded));
    const rest = text.startsWith(stem)
      ? text.slice(stem.length).replace(new RegExp(`^${TOWN_END}`, 'u'), '')
      : text;
    return [rest, stem];
  }
  const exact = towns.find(({ name }) => name.length > 2 && text.startsWith(name))?.name;
  if (exact !== undefined) return [text.slice(exact.length), stemOfTown(exact)];
  if (typed?.[1] !== undefined) return [text.slice(typed[0].length), typed[1]];
  const known = towns
    .filter(({ name }) => new RegExp(`${TOWN_END}$`, 'u').test(name))
    .map(({ name }) => stemOfTown(normalText(name)))
    .find(
      (stem) =>
        stem.length > 1 &&
        text.startsWith(stem) &&
        !/^[路街道]/u.test(text.slice(stem.length)) &&
        !/[路街道]$/u.test(stem),
    );
  return known === undefined ? [text, ''] : [text.slice(known.length), known];
}

export function stemOfTown(name: string): string {
  return name.replace(new RegExp(`(?<=.)${TOWN_END}$`, 'u'), '');
}
