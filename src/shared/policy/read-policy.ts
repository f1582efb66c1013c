import type { z } from 'zod';
import { parsePlaced, type Path, type Place } from './json-places';
import { Policy } from './policy';

/** Why a policy file is not taken, closed; each has a sentence in `locales` under `policy.reason`. */
export type PolicyReason =
  | 'syntax'
  | 'duplicate'
  /** Greeting, hotline, script, catalogues and the like: the province's alone, in its signed bundle. */
  | 'province'
  | 'unknown'
  | 'missing'
  | 'kind'
  | 'value';

export interface PolicyFault extends Place {
  /** Names from the outside in, with points between. */
  field: string;
  reason: PolicyReason;
}

export type ReadPolicy = { ok: true; policy: Policy } | { ok: false; faults: PolicyFault[] };

const MAX_CHARS = 100_000;
const MAX_FAULTS = 20;
const PROVINCE =
  /greet|hotline|script|bundle|catalogue|wording|line|name|number|rule|deadline|grade|问候|热线|话术|口径|名称/i;

/** The text of a policy file, whole or with every fault at its line and column. Never throws. */
export function readPolicy(text: string): ReadPolicy {
  const parsed = parsePlaced(text.slice(0, MAX_CHARS));
  if (!parsed.ok) {
    return { ok: false, faults: [{ ...parsed.place, field: fieldOf(parsed.path), reason: parsed.why }] };
  }
  const read = Policy.safeParse(parsed.value);
  if (read.success) return { ok: true, policy: read.data };
  const faults = read.error.issues.flatMap((issue) => faultsOf(issue, parsed.value, parsed.placeOf));
  return { ok: false, faults: faults.slice(0, MAX_FAULTS) };
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown, placeOf: (path: Path) => Place): PolicyFault[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const faultAt = (at: Path, reason: PolicyReason) => ({ ...placeOf(at), field: fieldOf(at), reason });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => faultAt([...path, name], PROVINCE.test(name) ? 'province' : 'unknown'));
    case 'invalid_type':
      return [faultAt(path, valueAt(value, path) === undefined ? 'missing' : 'kind')];
    default:
      return [faultAt(path, valueAt(value, path) === undefined ? 'missing' : 'value')];
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string | number, unknown>)[part];
  }
  return found;
}

const fieldOf = (path: Path): string => path.join('.').slice(0, 200);
