import type { BundleRefusal } from '../../../shared/ipc/contract';
import type { Failure } from '../../../shared/ipc/errors';
import { checkBundle, type Bundle, type BundleCheck, type SignedBundle } from '../../../shared/script/bundle';
import type { AuditChain } from '../audit/chain';
import type { Announce } from '../ports';
import { Refusal } from '../refusal';
import type { BundleRepository } from '../store/repositories/seat/bundles';
import type { Writer } from '../store/writer';
import type { BundleSink } from '../sync/ports';

export type SignatureCheck = (text: string, keyId: string, signature: string) => boolean;

/** Why a bundle may not be used, as a person is told it: the line and what was found in it. */
export function bundleFailure(check: Exclude<BundleCheck, { ok: true }>, version = ''): Failure {
  const base = { reason: check.reason, version };
  if (check.reason !== 'wording') return { code: 'bundle_refused', params: base };
  const [problem] = check.problems;
  if (problem === undefined) return { code: 'bundle_refused', params: base };
  const { code: reason, lineId: line, found } = problem;
  return { code: 'bundle_refused', params: { ...base, reason, line, found: found.slice(0, 80) } };
}

/** Text -> checked bundle: the same door for what comes in and for what was stored before. */
export function readBundle(body: string): BundleCheck {
  try {
    return checkBundle(JSON.parse(body));
  } catch {
    return { ok: false, reason: 'malformed', issues: ['not JSON'] };
  }
}

/** The province's bundles at this seat: the one in force, and those that calls were begun under. */
export class Bundles implements BundleSink {
  private readonly checked = new Map<string, Bundle>();
  private refused: BundleRefusal | null = null;

  constructor(
    private readonly rows: BundleRepository,
    private readonly writer: Writer,
    private readonly audit: AuditChain,
    /** Any key of the center's proves words that are here; new ones come from the key in force. */
    private readonly keys: { isSigned: SignatureCheck; isSaidNow: SignatureCheck },
    private readonly announce: Announce,
  ) {}

  /**
   * The bundle in force at `now`: the one that came into effect last, else the first to come. Throws `bundle_refused`
   * only where not one stored bundle passes the guard.
   */
  inForce(now: number): Bundle {
    const heads = this.rows.list();
    const due = heads.filter((head) => head.effectiveFrom <= now).reverse();
    let refused: Refusal | undefined;
    for (const head of [...due, ...heads]) {
      try {
        return this.get(head.version);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused ??= error;
      }
    }
    throw refused ?? new Refusal('not_enrolled');
  }

  /** Throws `not_found`, or `bundle_refused` where today's guard no longer lets it pass. */
  get(version: string): Bundle {
    const known = this.checked.get(version);
    if (known) return known;
    const signed = this.rows.find(version);
    if (signed === undefined) throw new Refusal('not_found');
    const check = readBundle(signed.body);
    if (!check.ok) throw refusalOf(bundleFailure(check, version));
    this.checked.set(version, check.bundle);
    return check.bundle;
  }

  /** The last bundle offered that did not hold, until a good one comes; the one in force stays meanwhile. */
  refusal(): BundleRefusal | null {
    return this.refused;
  }

  offer(signed: SignedBundle, now: number): ReturnType<BundleSink['offer']> {
    if (!this.keys.isSigned(signed.body, signed.keyId, signed.signature)) {
      return this.refuse('bad_signature', signed.keyId, now, {
        code: 'bundle_refused',
        params: { reason: 'bad_signature', version: '' },
      });
    }
    const check = readBundle(signed.body);
    if (!check.ok) {
      return this.refuse('bundle_refused', check.reason, now, bundleFailure(check, versionIn(signed.body)));
    }
    const { version, effectiveFrom } = check.bundle;
    const known = this.rows.find(version);
    if (known) {
      // One version, one text for ever: calls point at it.
      if (known.body !== signed.body) {
        const params = { reason: 'version_reused', version };
        return this.refuse('bundle_refused', version, now, { code: 'bundle_refused', params });
      }
      this.refused = null;
      return { ok: true, changed: false };
    }
    if (!this.keys.isSaidNow(signed.body, signed.keyId, signed.signature)) {
      return this.refuse('bad_signature', signed.keyId, now, {
        code: 'bundle_refused',
        params: { reason: 'retired_key', version },
      });
    }
    this.writer.write(() => {
      this.rows.add({ version, effectiveFrom }, signed, now);
      this.audit.append({ at: now, actor: 'seat', act: 'bundle_taken', subject: version });
    });
    this.refused = null;
    this.announce('bundle', [version]);
    return { ok: true, changed: true };
  }

  private refuse(reason: 'bad_signature' | 'bundle_refused', subject: string, at: number, failure: Failure) {
    this.refused = { at, failure };
    this.writer.write(() =>
      this.audit.append({ at, actor: 'seat', act: 'bundle_refused', subject, detail: reason }),
    );
    return { ok: false, reason } as const;
  }
}

/** What a bundle that is refused calls itself, for a person to name it; empty where it says nothing that can be shown. */
function versionIn(body: string): string {
  try {
    const { version } = JSON.parse(body) as { version?: unknown };
    return typeof version === 'string' && /^[\w.-]{1,40}$/.test(version) ? version : '';
  } catch {
    return '';
  }
}

function refusalOf(failure: Failure): Refusal {
  return new Refusal(failure.code, failure.params);
}
