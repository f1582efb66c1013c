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

/** To whom a bundle is offered while it is rolled out: some seats by name, or a share of all. */
export type Stage = { seats: readonly string[] } | { percent: number };

export interface Bundles {
  /**
   * Takes a bundle in force where `checkBundle` lets it through; a refused one changes nothing (R-4, R-5). Without a
   * stage for everybody; the same words offered again only widen or narrow the stage.
   */
  offer(value: unknown, stage?: Stage): Promise<OfferOutcome>;
  /** Sees what another process of this center took in meanwhile. */
  look(): Promise<void>;
  /** The bundle now offered to a seat (null: to everybody), signed, with its ETag. Throws before the first was taken in. */
  current(seatId: string | null): { signed: SignedBundle; bundle: Bundle; etag: string };
  find(version: string): Bundle | undefined;
  /** Every version in its order, and to whom it is offered: null is everybody. */
  known(): { version: string; effectiveFrom: number; stage: Stage | null }[];
}

interface BundleRow {
  version: string;
  body: string;
  key_id: string;
  signature: string;
  ordinal: number | string;
}

interface RolloutRow {
  ordinal: number | string;
  version: string;
  percent: number | null;
  seat_ids: string[] | null;
}

/** The bundles this center ever had in force, in their order, and how far each is rolled out. */
export async function loadBundles(database: Database, keys: CenterKeys): Promise<Bundles> {
  const known = new Map<string, { bundle: Bundle; signed: SignedBundle; etag: string }>();
  /** The latest word on each version; a version without one is everybody's. */
  const stages = new Map<string, RolloutRow>();
  let seen = { bundle: 0, rollout: 0 };

  async function look(): Promise<void> {
    const bundles = await database.query<BundleRow>(
      'select version, body, key_id, signature, ordinal from bundles where ordinal > $1 order by ordinal',
      [seen.bundle],
    );
    const rollouts = await database.query<RolloutRow>(
      'select ordinal, version, percent, seat_ids from rollouts where ordinal > $1 order by ordinal',
      [seen.rollout],
    );
    for (const row of bundles) takeUp(row);
    for (const row of rollouts) stages.set(row.version, row);
    seen = {
      bundle: Math.max(seen.bundle, ...bundles.map((row) => Number(row.ordinal))),
      rollout: Math.max(seen.rollout, ...rollouts.map((row) => Number(row.ordinal))),
    };
  }

  function takeUp({ version, body, key_id: keyId, signature }: BundleRow): void {
    if (!keys.list('signing').some(({ id }) => id === keyId)) {
      throw new Error(
        `This database was signed for with the key ${keyId}, and center-keys.json holds ${keys.signing.id}. ` +
          'Put back the key file that belongs to the database; nothing was changed.',
      );
    }
    const check = checkBundle(JSON.parse(body));
    if (!check.ok) return; // refused by a rule that came later: never served again
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    known.set(version, { bundle: check.bundle, signed: { keyId, body, signature }, etag });
  }

  async function stageIt(version: string, stage: Stage | undefined): Promise<boolean> {
    const before = stages.get(version);
    const isForAll = before === undefined || (before.percent === null && before.seat_ids === null);
    if (stage === undefined && isForAll) return false;
    await database.query('insert into rollouts (version, percent, seat_ids) values ($1, $2, $3)', [
      version,
      stage !== undefined && 'percent' in stage ? stage.percent : null,
      stage !== undefined && 'seats' in stage ? [...stage.seats] : null,
    ]);
    return true;
  }

  function isOfferedTo(version: string, seatId: string | null): boolean {
    const { percent = null, seat_ids: seats = null } = stages.get(version) ?? {};
    if (percent === null && seats === null) return true;
    if (seatId === null) return false;
    return seats === null ? shareOf(version, seatId) < (percent ?? 0) : seats.includes(seatId);
  }

  await look();
  return {
    offer: async (value, stage) => {
      const check = checkBundle(value);
      if (!check.ok) return check;
      const { version } = check.bundle;
      const body = canonicalJson(check.bundle);
      const before = known.get(version);
      if (before !== undefined && before.signed.body !== body)
        return { ok: false, reason: 'version_reused', version };
      if (before === undefined) {
        await database.query(
          'insert into bundles (version, body, key_id, signature) values ($1, $2, $3, $4) on conflict do nothing',
          [version, body, keys.signing.id, keys.sign(body)],
        );
      }
      const isStaged = await stageIt(version, stage);
      await look();
      return { ok: true, version, changed: before === undefined || isStaged };
    },
    look,
    current: (seatId) => {
      const entry = [...known].findLast(([version]) => isOfferedTo(version, seatId))?.[1];
      if (entry === undefined) throw new Error('No bundle is in force');
      // A seat takes new words from the key in force alone; the text stays, and with it its ETag.
      const { body, keyId } = entry.signed;
      if (keyId !== keys.signing.id)
        entry.signed = { keyId: keys.signing.id, body, signature: keys.sign(body) };
      return entry;
    },
    find: (version) => known.get(version)?.bundle,
    known: () =>
      [...known].map(([version, { bundle }]) => {
        const { percent = null, seat_ids: seats = null } = stages.get(version) ?? {};
        const stage = seats !== null ? { seats } : percent !== null ? { percent } : null;
        return { version, effectiveFrom: bundle.effectiveFrom, stage };
      }),
  };
}

/** A seat's place among all, 0 to 99; another one for each version, so that not the same seats are always first. */
function shareOf(version: string, seatId: string): number {
  return createHash('sha256').update(`${version}/${seatId}`).digest().readUInt32BE(0) % 100;
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
