/** A type of the bundle's catalogue; `parent` is empty for a main type. */
export interface PollutionType {
  code: string;
  name: string;
  parent: string;
}

const MAX_TYPES = 20; // report.ts, Pollution

/** A main type counts as chosen where it or one of its kinds is. */
export function isChosen(
  types: readonly string[],
  type: PollutionType,
  all: readonly PollutionType[],
): boolean {
  return (
    types.includes(type.code) || all.some((each) => each.parent === type.code && types.includes(each.code))
  );
}

/**
 * The types after a press. A kind stands for its main type, which steps back for it and comes back with the last kind
 * taken off; a main type taken back takes its kinds along.
 */
export function toggled(
  types: readonly string[],
  type: PollutionType,
  all: readonly PollutionType[],
): string[] {
  const siblings = all.filter((each) => each.parent === (type.parent || type.code)).map((each) => each.code);
  if (type.parent === '') {
    if (!isChosen(types, type, all)) return [...types, type.code].slice(0, MAX_TYPES);
    return types.filter((code) => code !== type.code && !siblings.includes(code));
  }
  if (!types.includes(type.code)) {
    return [...types.filter((code) => code !== type.parent), type.code].slice(0, MAX_TYPES);
  }
  const rest = types.filter((code) => code !== type.code);
  return rest.some((code) => siblings.includes(code)) ? rest : [...rest, type.parent];
}
