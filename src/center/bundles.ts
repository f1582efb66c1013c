import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/canonical-json';
import { checkBundle, type Bundle, type BundleCheck, type SignedBundle } from '../shared/script/bundle';
import type { Database } from './database/database';
import type { CenterKeys } from './keys/keys';

export type OfferOutcome =
  | { ok: true; version: string; changed: boolean }
  | Exclude<BundleCheck, { ok: true }>
  /** A version once in force never changes its words: records were taken under them. */
  | { ok: false; reason: 'version_reused'; version: string };

export interface Bundles {
  /** Takes a bundle in force where `checkBundle` lets it through; a refused one changes nothing (R-4, R-5). */
  offer(value: unknown): Promise<OfferOutcome>;
  /** The bundle in force, signed, with its ETag. Throws before the first was taken in. */
  current(): { signed: SignedBundle; bundle: Bundle; etag: string };
  find(version: string): Bundle | undefined;
}

/** The bundles this center ever had in force; the last taken in is the current one, also after a restart. */
export async function loadBundles(database: Database, keys: CenterKeys): Promise<Bundles> {
  const known = new Map<string, { bundle: Bundle; signed: SignedBundle }>();
  let current: string | undefined;
  const rows = await database.query<{ version: string; body: string; key_id: string; signature: string }>(
    'select version, body, key_id, signature from bundles order by ordinal',
  );
  for (const { version, body, key_id: keyId, signature } of rows) {
    if (keyId !== keys.signing.id) {
      throw new Error(
        `This database was signed for with the key ${keyId}, and center-keys.json holds ${keys.signing.id}. ` +
          'Put back the key file that belongs to the database; nothing was changed.',
      );
    }
    const check = checkBundle(JSON.parse(body));
    if (!check.ok) continue; // refused by a rule that came later: never served again
    known.set(version, { bundle: check.bundle, signed: { keyId, body, signature } });
    current = version;
  }

  return {
    offer: async (value) => {
      const check = checkBundle(value);
      if (!check.ok) return check;
      const { version } = check.bundle;
      const body = canonicalJson(check.bundle);
      const before = known.get(version);
      if (before !== undefined) {
        if (before.signed.body !== body) return { ok: false, reason: 'version_reused', version };
        return { ok: true, version, changed: false };
      }
      const signed = { keyId: keys.signing.id, body, signature: keys.sign(body) };
      await database.query(
        'insert into bundles (version, body, key_id, signature) values ($1, $2, $3, $4) on conflict do nothing',
        [version, body, signed.keyId, signed.signature],
      );
      known.set(version, { bundle: check.bundle, signed });
      current = version;
      return { ok: true, version, changed: true };
    },
    current: () => {
      const entry = current === undefined ? undefined : known.get(current);
      if (entry === undefined) throw new Error('No bundle is in force');
      return { ...entry, etag: `"${createHash('sha256').update(entry.signed.body).digest('hex')}"` };
    },
    find: (version) => known.get(version)?.bundle,
  };
}

/** Why a bundle was refused, in one line for the operator. */
export function refusalSentence(outcome: Exclude<OfferOutcome, { ok: true }>): string {
  switch (outcome.reason) {
    case 'wording':
      return `wording: ${outcome.problems.map((each) => `${each.lineId} ${each.code} “${each.found}”`).join('; ')}`;
    case 'malformed':
      return `malformed: ${outcome.issues.slice(0, 5).join('; ')}`;
    case 'greeting_not_obliged':
      return 'no greeting that must be said on every call';
    case 'version_reused':
      return `version ${outcome.version} was in force with other words; give the new ones a new version`;
  }
}
