import { citiesWith, type City, type County } from '../catalog/areas';
import type { ExtraArea, Landmark } from '../catalog/places';
import type { Reader } from '../catalog/sounds';
import { COMMON_WORDS, NEVER_BARE } from './common-words';
import { LOOK_ALIKES } from './look-alikes';
import { Trie } from './trie';

/** How near a name is to the official one: with its 市, 县, 镇 …; without; or a mark that stands for the place. */
export type FormKind = 'full' | 'short' | 'landmark';
export type Level = 'city' | 'county' | 'town' | 'landmark';

/** One way to name one or several areas. */
export interface Form {
  text: string;
  level: Level;
  kind: FormKind;
  /** Codes of cities (4 digits), counties (6) or townships (9). */
  targets: string[];
  /** An ordinary word, too. */
  isCommon: boolean;
  /** Named after its road (文化路街道 as 文化路): the road runs on into the next. */
  isRoad: boolean;
  /** How many of its last characters are the rank (县, 街道, 水库): heard rightly even where the name is not. */
  rank: number;
  landmark?: Landmark['kind'];
}

export interface Gazetteer {
  cities: readonly City[];
  /** By the characters of the name. */
  byText: Trie<string, Form>;
  /** By its syllables; absent while pinyin is not loaded. */
  bySound: Trie<string, Form> | null;
  /** Syllables that a character of a story may stand for. */
  soundsOf: (char: string) => readonly string[];
}

/** What the bundle adds to the catalogue: `bundle.catalogue` fits. */
export interface PlaceSource {
  areas: readonly ExtraArea[];
  landmarks: readonly Landmark[];
}

const TOWN_SUFFIX = /(?:镇街道|街道办事处|街道|回族镇|回族乡|镇|乡)$/;
const COUNTY_SUFFIX = /(?:回族区|市|县|区)$/;
/** 开发区关堤乡: the zone before the township's own name. */
const TOWN_PREFIX = /^(?:开发区|[\u4e00-\u9fff]{2}高新区)(?=.{3})/;

const RANK = /(?:[市县区镇乡]|街道|水库)$/;
const ROAD = /(?:路|街|大道)$/;

class FormList {
  private readonly forms = new Map<string, Form>();

  add(text: string, level: Level, kind: FormKind, target: string, landmark?: Landmark['kind']): void {
    const key = `${level}/${kind}/${text}`;
    const known = this.forms.get(key);
    if (known !== undefined) {
      if (!known.targets.includes(target)) known.targets.push(target);
      return;
    }
    const isCommon = kind !== 'landmark' && COMMON_WORDS.has(text);
    const isRoad = level === 'town' && kind === 'short' && ROAD.test(text);
    const rank = RANK.exec(text)?.[0].length ?? 0;
    this.forms.set(key, { text, level, kind, targets: [target], isCommon, isRoad, rank, landmark });
  }

  all(): Form[] {
    return [...this.forms.values()];
  }
}

/** The name without its rank, where at least two characters stay. */
function shortened(name: string, suffix: RegExp): string | undefined {
  const short = name.replace(suffix, '');
  return short !== name && short.length >= 2 ? short : undefined;
}

function addCounty(
  forms: FormList,
  county: County,
  cityShorts: ReadonlySet<string>,
  counties: ReadonlySet<string>,
): void {
  const { code, name, zone, aliases } = county;
  forms.add(name, 'county', 'full', code);
  if (name.endsWith('回族区')) forms.add(name.replace('回族', ''), 'county', 'full', code);
  const short = zone ? undefined : shortened(name, COUNTY_SUFFIX);
  if (short !== undefined && !cityShorts.has(short)) forms.add(short, 'county', 'short', code);
  for (const alias of aliases) {
    const isPlain = COUNTY_SUFFIX.test(alias) && alias.length > 2;
    forms.add(alias, 'county', isPlain && !COMMON_WORDS.has(alias) ? 'full' : 'short', code);
    const bare = zone ? undefined : shortened(alias, COUNTY_SUFFIX);
    if (bare !== undefined && !cityShorts.has(bare)) forms.add(bare, 'county', 'short', code);
  }
  for (const town of county.towns) addTown(forms, town.code, town.name, counties);
}

function addTown(forms: FormList, code: string, name: string, counties: ReadonlySet<string>): void {
  if (counties.has(name)) return; // 灵宝 has a 涧西区 of its own: who says 涧西区 means the one in 洛阳
  const own = name.replace(TOWN_PREFIX, '');
  for (const each of new Set([name, own])) {
    const short = shortened(each, TOWN_SUFFIX);
    // 回族镇: people say 槐店镇. What bears no rank at all (农场, 风景区) is as good as full, unless it is a common word.
    if (short === undefined) forms.add(each, 'town', COMMON_WORDS.has(each) ? 'short' : 'full', code);
    else {
      forms.add(each, 'town', 'full', code);
      if (!NEVER_BARE.has(short)) forms.add(short, 'town', 'short', code);
    }
  }
}

function formsOf(cities: readonly City[], landmarks: readonly Landmark[]): Form[] {
  const forms = new FormList();
  const shorts = new Set(cities.map((city) => city.name.replace(/市$/, '')));
  const countyNames = new Set(cities.flatMap((city) => city.counties.map((county) => county.name)));
  for (const { code, name, counties } of cities) {
    const isCounty = counties.some((county) => county.name === name);
    if (!isCounty) {
      forms.add(name, 'city', 'full', code);
      forms.add(name.replace(/市$/, ''), 'city', 'short', code);
    }
    const others = new Set([...shorts].filter((short) => !isCounty || short !== name.replace(/市$/, '')));
    for (const county of counties) addCounty(forms, county, others, countyNames);
  }
  for (const { name, aliases, kind, areas } of landmarks) {
    for (const text of [name, ...aliases]) {
      for (const area of areas) forms.add(text, 'landmark', 'landmark', area, kind);
    }
  }
  return forms.all();
}

/** Shorter than this, a homophone of a mark says nothing. */
const MIN_LANDMARK_SOUND = 3;

function soundTrie(forms: readonly Form[], reader: Reader): Trie<string, Form> {
  const trie = new Trie<string, Form>();
  for (const form of forms) {
    if (form.level === 'landmark' && form.text.length < MIN_LANDMARK_SOUND) continue;
    trie.addAny(reader.soundsOf(form.text), form);
  }
  return trie;
}

/**
 * All names by which an address is read, made ready once per bundle (some 10 ms; with pinyin 60 ms more at the first
 * time). Without a reader nothing is read by sound.
 */
export function gazetteerOf(source: PlaceSource, reader?: Reader): Gazetteer {
  const cities = citiesWith(source.areas);
  const forms = formsOf(cities, source.landmarks);
  const byText = new Trie<string, Form>();
  for (const form of forms) byText.add(form.text.split(''), form);
  const heard = new Map<string, readonly string[]>();
  return {
    cities,
    byText,
    bySound: reader === undefined ? null : soundTrie(forms, reader),
    soundsOf: (char) => {
      let sounds = heard.get(char);
      if (sounds === undefined) {
        sounds = reader === undefined ? [] : [...reader.soundsOfChar(char), ...(LOOK_ALIKES[char] ?? [])];
        heard.set(char, sounds);
      }
      return sounds;
    },
  };
}
