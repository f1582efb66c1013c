import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newCallId } from '../../../src/main/core/calls/call-id';
import { Reserve } from '../../../src/main/core/store/reserve';
import { Store } from '../../../src/main/core/store/store';
import { summaryOf } from '../../../src/main/core/store/summary';
import { MIGRATIONS } from '../../../src/main/core/store/migrate';
import { takeWithPassphrase } from '../../../src/main/core/vault/key';
import { readKeyFile } from '../../../src/main/core/vault/key-file';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { formOf } from '../../../src/shared/call/finish';
import type { RecordOf } from '../../../src/shared/call/record';
import { featuresOf, FEATURES_VERSION, type RepeatInput } from '../../../src/shared/repeats/features';
import { factsOf } from '../../../src/shared/statistics/facts';
import { aRecord } from '../../builders/draft';
import { BUNDLE } from '../../builders/practice';
import { Dice, inventParty, inventReport, type InventedParty } from './reports';
import { anEnrolledSeat, NOWHERE, openSeat, PASSPHRASE } from '../seat';

const BATCH = 2_000;
const CALLS_A_PARTY = 1.3;
/** Rises when the invented seats change: an older cached one is made anew. */
const MADE_AS = 5;

export interface BigSeat {
  /** Where all of it lies, as a profile of the app. */
  profile: string;
  store: string;
  enrolment: string;
  /** Parties that the seat has reports of, to ask about in other words. */
  parties: readonly InventedParty[];
}

/**
 * A seat with `count` finished reports about invented parties, all in one encrypted store, written through the seat's
 * own repositories, with the bundle that the reference center offers. Kept under `cache` between runs: making one takes
 * a minute or more.
 */
export async function bigSeat(cache: string, count: number, tell: (line: string) => void): Promise<BigSeat> {
  const tables = createHash('sha256').update(MIGRATIONS.join('')).digest('hex').slice(0, 8);
  const folder = join(cache, `seat-${count}-${tables}-${FEATURES_VERSION}-${MADE_AS}`);
  const paths = { profile: folder, store: join(folder, 'store'), enrolment: join(folder, 'enrolment.json') };
  if (!existsSync(folder)) {
    tell(`inventing a seat of ${count} reports, once`);
    const half = `${folder}.half`;
    rmSync(half, { recursive: true, force: true });
    const enrolment = (await anEnrolledSeat({ bundle: BUNDLE })).write(half, NOWHERE);
    await (await openSeat(join(half, 'store'), enrolment)).stop();
    const parties = await inventInto(join(half, 'store'), count);
    writeFileSync(join(half, 'parties.json'), JSON.stringify(parties));
    mkdirSync(cache, { recursive: true });
    renameSync(half, folder);
  }
  return {
    ...paths,
    parties: JSON.parse(readFileSync(join(folder, 'parties.json'), 'utf8')) as InventedParty[],
  };
}

/** Writes `count` finished, owed reports into a store under the bench's passphrase; returns whom they are about. */
export async function inventInto(folder: string, count: number): Promise<InventedParty[]> {
  const store = await openStore(folder);
  const dice = new Dice(12_369);
  const parties = Array.from({ length: Math.round(count / CALLS_A_PARTY) }, () => inventParty(dice));
  for (let done = 0; done < count; done += BATCH) {
    store.write(() => {
      for (let number = done; number < Math.min(count, done + BATCH); number += 1) {
        const party = number < parties.length ? parties[number] : dice.pick(parties);
        if (party !== undefined) addInvented(store, number, inventReport(dice, party));
      }
    });
  }
  store.wipeLog();
  store.close();
  return parties;
}

async function openStore(folder: string): Promise<Store> {
  const keyFile = readKeyFile(join(folder, 'key.json'));
  if (keyFile?.kept.by !== 'passphrase') throw new Error('The bench keeps its key under a passphrase');
  const key = await takeWithPassphrase(keyFile.kept, PASSPHRASE);
  const reserve = new Reserve(join(folder, 'reserve'));
  return Store.open({ file: join(folder, 'seat.db'), key, nativeBinding: null, salt: null }, reserve);
}

let template: RecordOf<'report'> | undefined;

/** Writes a finished report of a store that has BUNDLE; `isIndexed`: with what the matcher finds it by, as calls have since there is a matcher. */
export function addInvented(store: Store, number: number, told: RepeatInput, isIndexed = true): void {
  template ??= aRecord() as RecordOf<'report'>;
  const startedAt = Date.UTC(2024, 0, 1) + number * 240_000;
  const { city, county, town, detail, target, types, description, occurrences = [] } = told;
  const record: RecordOf<'report'> = {
    ...template,
    id: newCallId(startedAt),
    localNumber: `ZZ01-20240101-${String(number).padStart(6, '0')}`,
    startedAt,
    finishedAt: startedAt + 200_000,
    bundleVersion: BUNDLE.version,
    report: {
      ...template.report,
      target: { answer: target, missing: null, reason: '' },
      address: { city, county, town, detail, missing: null, reason: '' },
      pollution: {
        types: [...types],
        description,
        pattern: '',
        occurrences: occurrences.map(({ words }) => ({
          kind: 'clock',
          isNight: true,
          window: { from: 22 * 60, to: 6 * 60 },
          weekdays: [],
          words,
        })),
      },
    },
  };
  const body = canonicalJson(record);
  const bodySha256 = createHash('sha256').update(body, 'utf8').digest('hex');
  const seq = store.calls.addRevision(
    { record, body, bodySha256 },
    summaryOf(formOf(record), record.localNumber, BUNDLE),
  );
  if (!isIndexed) return;
  const features = featuresOf(told);
  store.repeats.put({ seq, callId: record.id, revision: 1 }, features);
  store.facts.put({ callId: record.id, revision: 1 }, factsOf(record, features));
}
