import { classifyBundle, classifyChanges, classifyHealth, type LinkFailure } from '../center/classify';
import type { Contact } from './link';
import { classifyRoster } from '../people/classify';
import { classifyRegion } from '../region/classify';
import type {
  BundleSink,
  CenterClient,
  ChangeSink,
  Clock,
  KeySink,
  PeopleSink,
  RegionSink,
  SyncEvent,
} from '../ports';

/** How often an idle seat looks whether the center is there. */
const CONTACT_EVERY_MS = 60_000;
const BUNDLE_EVERY_MS = 600_000;
/** Pages of changes in one look; the rest comes with the next. */
const MAX_PAGES = 20;

export interface ContactParts {
  center: CenterClient;
  bundles: BundleSink;
  changes: ChangeSink;
  keys?: KeySink;
  people?: PeopleSink;
  region?: RegionSink;
  clock: Clock;
  log: (event: SyncEvent) => void;
}

/**
 * Keeping in touch while nothing is owed: the center's clock, the province's bundle and the seat's people by their ETags, and
 * what the center did with records; now and then, what it counts of the city.
 */
export function createContact(parts: ContactParts) {
  const { center, bundles, changes, keys, people, region, clock, log } = parts;
  let nextAt = 0;
  let nextBundleAt = 0;
  let nextChangesAt = 0;
  /** Of the last bundle offered, taken or refused: the same one is not fetched twice. */
  let etag: string | null = null;
  let peopleTag: string | null = null;

  async function pullBundle(signal: AbortSignal): Promise<LinkFailure | null> {
    const outcome = classifyBundle(await center.bundle(etag, signal), etag, clock.now());
    switch (outcome.kind) {
      case 'failed':
        return outcome;
      case 'unchanged':
        break;
      case 'offered': {
        await keys?.learn(outcome.bundle.keyId);
        const verdict = bundles.offer(outcome.bundle, clock.now());
        if (!verdict.ok) log({ event: 'bundle_refused', reason: verdict.reason });
        else if (verdict.changed) log({ event: 'bundle_changed' });
        etag = outcome.etag;
      }
    }
    nextBundleAt = clock.monotonic() + BUNDLE_EVERY_MS;
    return null;
  }

  async function pullPeople(signal: AbortSignal): Promise<LinkFailure | null> {
    if (people === undefined || center.people === undefined) return null;
    const outcome = classifyRoster(await center.people.roster(peopleTag, signal), peopleTag, clock.now());
    switch (outcome.kind) {
      case 'failed':
        return outcome;
      case 'unchanged':
      case 'not_offered':
        people.confirm(clock.now());
        return null;
      case 'offered': {
        await keys?.learn(outcome.answer.keyId);
        const verdict = people.take(outcome.answer, clock.now());
        if (!verdict.ok) log({ event: 'people_refused', reason: verdict.reason });
        else if (verdict.changed) log({ event: 'people_taken' });
        // What was refused is fetched again: confirmed is only what was taken.
        peopleTag = verdict.ok ? outcome.etag : null;
        return null;
      }
    }
  }

  async function pullChanges(signal: AbortSignal): Promise<LinkFailure | null> {
    nextChangesAt = clock.monotonic() + CONTACT_EVERY_MS;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const outcome = classifyChanges(await center.changes(changes.lastPosition(), signal), clock.now());
      if (outcome.kind === 'failed') return outcome;
      if (outcome.kind === 'not_offered') return null;
      for (const keyId of new Set(outcome.answer.changes.map((change) => change.keyId))) {
        await keys?.learn(keyId);
      }
      const verdict = changes.take(outcome.answer.changes, clock.now());
      if (!verdict.ok) log({ event: 'changes_refused', reason: verdict.reason });
      else if (verdict.taken > 0) log({ event: 'changes_taken', records: verdict.taken });
      if (!verdict.ok || !outcome.answer.hasMore || verdict.taken === 0) return null;
    }
    return null;
  }

  /** Figures alone: that they did not come fails nothing else, and holds no record up. */
  async function pullRegion(centerTime: number, signal: AbortSignal): Promise<void> {
    if (region === undefined || center.region === undefined || region.dueInMs() > 0) return;
    const question = region.question(centerTime);
    const outcome = classifyRegion(question, await center.region(question.etag, signal), clock.now());
    if (outcome.kind === 'failed') log({ event: 'region_not_taken', cause: outcome.cause });
    region.take(outcome, centerTime);
  }

  return {
    /** Ms until the next look. */
    dueInMs: (): number => Math.max(0, nextAt - clock.monotonic()),
    /** Somebody wants to know now. */
    hurry(): void {
      nextAt = 0;
    },
    /** Other traffic has shown that the center is there. */
    postpone(): void {
      nextAt = Math.min(clock.monotonic() + CONTACT_EVERY_MS, nextBundleAt, nextChangesAt);
    },
    /** `withToken`: the health answer proves nothing about a refused token, the bundle does. */
    async run(
      withToken: boolean,
      signal: AbortSignal,
    ): Promise<{ contact: Contact | null; failure: LinkFailure | null }> {
      nextAt = clock.monotonic() + CONTACT_EVERY_MS;
      const before = clock.monotonic();
      const health = classifyHealth(await center.health(signal), clock.now());
      if (health.kind === 'failed') return { contact: null, failure: health };
      const contact = {
        centerTime: health.centerTime,
        receivedAt: clock.now(),
        roundTripMs: clock.monotonic() - before,
      };
      // First: what follows may be signed by a new one.
      const keysFailure = (await keys?.pull(signal)) ?? null;
      if (keysFailure !== null) return { contact, failure: keysFailure };
      const isBundleDue = withToken || clock.monotonic() >= nextBundleAt;
      const failure = isBundleDue ? await pullBundle(signal) : null;
      const failed = failure ?? (await pullPeople(signal)) ?? (await pullChanges(signal));
      if (failed === null) await pullRegion(contact.centerTime, signal);
      return { contact, failure: failed };
    },
  };
}
