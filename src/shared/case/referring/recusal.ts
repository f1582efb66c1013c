import { areaNames } from '../../catalog/areas';
import { normalText } from '../../repeats/vocabulary';
import { targetOf, type Target } from '../../repeats/target';
import type { Directory, Interest, InterestGround, Official } from '../directory';
import type { OfficialRef, UnitRef } from '../official';

/** What of a report may concern a person who is to work on it. */
export interface Matter {
  address: { city: string; county: string; town: string };
  target: string;
  place: string;
  /** What the reporter told: persons named in it may be meant (群众反映, R-25). */
  told: readonly string[];
}

/** Why somebody may have to stand back. `reporter`: the reporter named somebody of that name or post. */
export interface RecusalHit {
  officialId: Official['id'];
  ground: InterestGround | 'reporter';
  words: string;
}

/** Nobody may decide these away; of a name that the reporter told, a person has to say whether it is the same. */
export const isBlocking = ({ ground }: Pick<RecusalHit, 'ground'>): boolean => ground !== 'reporter';

/** What every company has in its name says nothing of which one. */
const FORM_ALONE = /^(?:有限|责任|股份|集团|公司|分公司|企业|工厂|总厂|分厂)+$/u;
const TITLES = '(?:局长|副局长|支队长|大队长|中队长|队长|科长|所长|站长|主任|处长|书记)';

/** 主动回避: declared interests, 地区回避 and persons that the reporter named, of one person in one matter. Pure. */
export function recusalOf(official: Official, matter: Matter, interests: readonly Interest[]): RecusalHit[] {
  const { id: officialId, areas, name } = official;
  const hits: RecusalHit[] = [];
  if (matter.address.county !== '' && areas.includes(matter.address.county))
    hits.push({ officialId, ground: 'area', words: matter.address.county });
  for (const interest of interests) {
    if (interest.officialId !== officialId || interest.endedAt !== null) continue;
    const words = interest.words.split(/[、，,；;\s]+/u).filter((each) => concerns(each, matter));
    if (words.length > 0) hits.push({ officialId, ground: interest.ground, words: words.join('、') });
  }
  const named = toldName(name, matter);
  if (named !== null) hits.push({ officialId, ground: 'reporter', words: named });
  return hits;
}

/** Everybody of the directory who may have to stand back from a matter; the register is gone through once. */
export function recusalsIn({ officials, interests }: Directory, matter: Matter): RecusalHit[] {
  const declared = new Map<Official['id'], Interest[]>();
  for (const interest of interests) {
    const own = declared.get(interest.officialId);
    if (own === undefined) declared.set(interest.officialId, [interest]);
    else own.push(interest);
  }
  return officials.flatMap((official) => recusalOf(official, matter, declared.get(official.id) ?? []));
}

/** How the reporter told of somebody of this name or post; null where not at all. */
export function toldName(name: string, matter: Matter): string | null {
  return namedIn(name, [matter.target, ...matter.told]);
}

/** Whether declared words mean the reported party or its place, also where one of them is spelled in full. */
function concerns(words: string, matter: Matter): boolean {
  const declared = normalText(words);
  if (declared.length < 2 || FORM_ALONE.test(declared)) return false;
  const target = normalText(matter.target);
  if (target.includes(declared) || normalText(matter.place).includes(declared)) return true;
  if (target === '') return false;
  const [bare, own] = [bareName(target, matter), bareName(declared, matter)];
  if (own.length > 2 && bare.includes(own)) return true;
  if (bare.length > 2 && own.includes(bare)) return true;
  const one = partyOf(matter);
  const other = targetOf(matter.address, '', words);
  if (other.core.length > 1 && one.core.includes(other.core)) return true;
  if (one.isNamed && one.core.length > 1 && other.core.includes(one.core)) return true;
  const [name, declaredName] = [one.names[0], other.names[0]];
  return one.isNamed && other.isNamed && name !== undefined && name === declaredName;
}

const ENDING =
  /(?:(?:股份|有限|责任|集团|控股|实业)*(?:公司|集团)|(?:总|分)?厂|分公司|门市部?|经营部|加工点|站|店|场)+$/u;

/** A company's name without the areas before it and the form behind it: 河南瑞丰洗涤有限公司 and 瑞丰洗涤厂 are one. */
function bareName(name: string, { address }: Matter): string {
  const areas = areaNames(address).flatMap((area) => [area, area.slice(0, -1)]);
  let rest = name.replace(ENDING, '') || name;
  for (const area of ['河南省', '河南', ...areas]) {
    if (area.length > 1 && rest.startsWith(area) && rest.length > area.length + 1)
      rest = rest.slice(area.length);
  }
  return rest;
}

/** One matter is held against everybody in the directory: its party is read once. */
const parties = new WeakMap<Matter, Target>();

function partyOf(matter: Matter): Target {
  const known = parties.get(matter) ?? targetOf(matter.address, '', matter.target);
  parties.set(matter, known);
  return known;
}

/** The full name, or surname and post (王局长), as the reporter told it. */
function namedIn(name: string, texts: readonly string[]): string | null {
  const post = new RegExp(`${[...name][0] ?? ''}${TITLES}`, 'u');
  for (const text of texts) {
    if (name.length > 1 && text.includes(name)) return name;
    const found = post.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return null;
}

/** Why these persons may not be named in a case. */
export type AssignmentRefusal = 'not_in_directory' | 'not_of_unit' | 'recusal' | 'recusal_undecided';

/** Persons as an act names them, held against the directory and the register. `decision`: what was said to a name told. */
export function assignmentRefusal(
  persons: readonly OfficialRef[],
  matter: Matter,
  { officials, interests }: Directory,
  decision: string,
  unit: UnitRef | null = null,
): AssignmentRefusal | null {
  let undecided = false;
  for (const ref of persons) {
    const official = officials.find(({ id }) => id === ref.id);
    if (official?.isActive !== true || official.name !== ref.name || official.role !== ref.role)
      return 'not_in_directory';
    if (unit !== null && official.unitId !== unit.id) return 'not_of_unit';
    const hits = recusalOf(official, matter, interests);
    if (hits.some(isBlocking)) return 'recusal';
    undecided ||= hits.length > 0;
  }
  return undecided && decision.trim().length < 2 ? 'recusal_undecided' : null;
}
