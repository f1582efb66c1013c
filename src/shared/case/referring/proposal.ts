import type { CaseState } from '../case';
import type { Directory, Official, Unit } from '../directory';
import type { OfficialRef, UnitRef } from '../official';
import { unitRefusal } from '../rules';
import { isBlocking, recusalOf, type Matter } from './recusal';

/** Who would handle a report, as far as the directory has somebody who may. */
export interface Handling {
  unit: Unit;
  head: Official | null;
  handler: Official | null;
}

export const refOfUnit = ({ id, name, level }: Unit): UnitRef => ({ id, name, level });
export const refOf = ({ id, name, role }: Official): OfficialRef => ({ id, name, role });

/**
 * 首办责任, proposed: the unit of the county, else one of the city, that may have this case, and its first persons who need
 * not stand back. A person decides.
 */
export function proposeHandling(state: CaseState, matter: Matter, directory: Directory): Handling | null {
  const may = directory.units.filter(
    (unit) => unit.isActive && unitRefusal(state, unit, 'may_be_city') === null,
  );
  const { county } = matter.address;
  const unit =
    may.find(({ area }) => area !== '' && area === county) ??
    may.find(({ id }) => id === state.unit?.id) ??
    may.find(({ level, area }) => level === 'city' && area === '');
  return unit === undefined ? null : handlingBy(unit, matter, directory);
}

/** The first persons of a unit who need not stand back; a name that the reporter told comes last. */
export function handlingBy(unit: Unit, matter: Matter, { officials, interests }: Directory): Handling {
  const free = officials
    .filter(({ unitId, isActive }) => isActive && unitId === unit.id)
    .map((official) => ({ official, hits: recusalOf(official, matter, interests) }))
    .filter(({ hits }) => !hits.some(isBlocking))
    .sort((a, b) => a.hits.length - b.hits.length)
    .map(({ official }) => official);
  const first = (role: Official['role']) => free.find((official) => official.role === role) ?? null;
  return { unit, head: first('unit_head'), handler: first('handler') };
}
