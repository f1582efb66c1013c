import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PolicyView } from '../../../shared/ipc/requests/policy';
import { lockedSettings, type Policy } from '../../../shared/policy/policy';
import { readPolicy, type PolicyFault } from '../../../shared/policy/read-policy';
import type { Settings } from '../../../shared/ipc/contract';
import { writeWhole } from '../disk/write-whole';
import type { CoreConfig, SettingsStore } from '../ports';
import { Refusal } from '../refusal';
import { readAuthorities } from '../sync/line/certificates';
import type { LinePolicy } from '../sync/line/network';

/** What an administrator laid down for this PC, as it holds from this start on. */
export interface PolicyInForce {
  policy: Policy | null;
  /** The way out that it lays down. */
  line: LinePolicy;
  view: PolicyView;
}

/** Beside the store: what held last, for a start at which the file is damaged. */
const KEPT = 'policy-that-held.json';

export type PolicyFile =
  | { kind: 'none' }
  | { kind: 'read'; file: string; text: string; policy: Policy }
  | { kind: 'bad'; file: string; faults: PolicyFault[] }
  | { kind: 'unreadable'; file: string };

/** The first of the places that has one. Never throws. */
export function findPolicy(places: readonly string[]): PolicyFile {
  const file = places.find((place) => existsSync(place));
  return file === undefined ? { kind: 'none' } : readPolicyFile(file);
}

export function readPolicyFile(file: string): PolicyFile {
  try {
    const text = readFileSync(file, 'utf8');
    const read = readPolicy(text);
    return read.ok
      ? { kind: 'read', file, text, policy: read.policy }
      : { kind: 'bad', file, faults: read.faults };
  } catch {
    return { kind: 'unreadable', file };
  }
}

/**
 * A damaged file never keeps a seat from its calls: what held last holds on, else nothing does, and the window says so with
 * line and reason.
 */
export function policyInForce(
  { policyPlaces = [], dataFolder }: Pick<CoreConfig, 'policyPlaces' | 'dataFolder'>,
  { keeps } = { keeps: true },
): PolicyInForce {
  const found = findPolicy(policyPlaces);
  const kept = join(dataFolder, KEPT);
  switch (found.kind) {
    case 'none':
      return inForce(null, { file: null, fault: null });
    case 'read':
      if (keeps) keep(kept, found.text);
      return inForce(found.policy, { file: found.file, fault: null });
    case 'bad':
    case 'unreadable': {
      const { file } = found;
      const [first = { line: 0, column: 0, field: '', reason: 'unreadable' as const }] =
        found.kind === 'bad' ? found.faults : [];
      const before = existsSync(kept) ? readPolicyFile(kept) : undefined;
      const policy = before?.kind === 'read' ? before.policy : null;
      return inForce(policy, { file, fault: { ...first, holdsBefore: policy !== null } });
    }
  }
}

function inForce(policy: Policy | null, told: Pick<PolicyView, 'file' | 'fault'>): PolicyInForce {
  const authorities = authoritiesIn(policy?.center?.authorityFile);
  const { center, enrolment, proxy, lock, updates } = policy ?? {};
  return {
    policy,
    line: { proxy: policy?.proxy ?? null, authorities: authorities.pem },
    view: {
      ...told,
      isInForce: policy !== null,
      locked: lockedSettings(policy),
      locksProxy: proxy !== undefined,
      centerUrl: center?.address ?? null,
      enrolmentCode: enrolment?.code ?? null,
      idleMinutes: lock?.idleMinutes ?? null,
      updatesFrom: updates?.source === 'center' ? 'center' : (updates?.folder ?? null),
      authorityProblem: authorities.problem,
    },
  };
}

function authoritiesIn(file: string | undefined): {
  pem: string | null;
  problem: PolicyView['authorityProblem'];
} {
  if (file === undefined) return { pem: null, problem: null };
  try {
    const read = readAuthorities(readFileSync(file, 'utf8'));
    return read.ok ? { pem: read.pem, problem: null } : { pem: null, problem: read.why };
  } catch {
    return { pem: null, problem: 'unreadable' };
  }
}

/** A copy that cannot be written is no reason not to start; the next start tries again. */
function keep(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, text);
  } catch {
    return;
  }
}

/** Settings as a person sees them: what the policy says stands above what was chosen, and cannot be changed. */
export function underPolicy(settings: SettingsStore, policy: Policy | null): SettingsStore {
  const locked = policy?.settings ?? {};
  return {
    load: async () => ({ ...(await settings.load()), ...present(locked) }),
    save: async (wanted) => {
      const broken = lockedSettings(policy).find((name) => wanted[name] !== locked[name]);
      if (broken !== undefined) throw new Refusal('locked_by_policy', { setting: broken });
      await settings.save(wanted);
    },
  };
}

const present = (locked: NonNullable<Policy['settings']>): Partial<Settings> =>
  Object.fromEntries(Object.entries(locked).filter(([, value]) => value !== undefined));
