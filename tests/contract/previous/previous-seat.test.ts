import { createPublicKey, verify } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPglite } from '../../../src/center/database/pglite';
import { loadKeys, type CenterKeys } from '../../../src/center/keys/keys';
import version1 from '../../../src/center/migrations/0001-records.sql?raw';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import { createSyncEngine } from '../../../src/main/core/sync/engine/engine';
import { realClock, realTimer } from '../../../src/main/core/sync/timer';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { CallId } from '../../../src/shared/ids';
import { aLine } from '../../builders/sync/line';
import { aDemoRecord, pushed, startCenter, type TestCenter } from '../../builders/center';
import { aCallId } from '../../builders/draft';
import { SEAT } from '../../builders/sync/keys';
import { OwedStore } from '../../builders/sync/owed-store';
import { Health, ProblemDetails, PushResponse, type Receipt, ReceiptAnswer, SignedBundle } from './schemas';

/**
 * What the seat of commit bda3e0d sent to the center of its day, recorded on the wire between the two, with the keys of
 * that center (made for this, of no other use) and the 404 by which it knows nothing of changes.
 */
const recorded = fileURLToPath(new URL('./recorded/', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(join(recorded, name), 'utf8'));

const Exchange = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  answer: z.object({ status: z.number(), contentType: z.string().nullable() }),
});
type Exchange = z.infer<typeof Exchange>;
const exchanges = z.array(Exchange).parse(read('exchanges.json'));
const noChanges = z
  .object({ status: z.number(), contentType: z.string(), body: z.string() })
  .parse(read('no-changes.json'));
const oldBundle = z.looseObject({ version: z.literal('2026.1') }).parse(read('bundle.json'));

const folder = mkdtempSync(join(tmpdir(), 'center-previous-'));
let keys: CenterKeys;
let center: TestCenter;

/** The old center's folder: its keys, its database at version 1, its bundle in force. Today's center is started over it. */
beforeAll(async () => {
  cpSync(join(recorded, 'center-keys.json'), join(folder, 'center-keys.json'));
  keys = await loadKeys(folder);
  const database = await openPglite({ folder: join(folder, 'database') });
  await database.script(
    `create table center_version (version integer not null); insert into center_version values (1); ${version1}`,
  );
  const body = canonicalJson(oldBundle);
  await database.query('insert into bundles (version, body, key_id, signature) values ($1, $2, $3, $4)', [
    oldBundle.version,
    body,
    keys.signing.id,
    keys.sign(body),
  ]);
  await database.close();
  center = await startCenter({ folder });
});
afterAll(async () => {
  await center.close();
  rmSync(folder, { recursive: true, force: true });
});

async function replay({ method, path, headers, body }: Exchange, more: Record<string, string> = {}) {
  const { 'accept-encoding': _packed, ...rest } = headers; // fetch has a word of its own there
  const response = await fetch(center.url + path, { method, headers: { ...rest, ...more }, body });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** As that seat judges: it names what was sent, and the signature over exactly these fields holds. */
function holds(
  receipt: Receipt,
  sent: readonly { id: string; revision: number; bodySha256: string }[],
): boolean {
  const { signature, ...claim } = receipt;
  const raw = Buffer.from(keys.signing.publicKey, 'base64');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const isNamed = sent.some(
    ({ id, revision, bodySha256 }) =>
      id === receipt.recordId && revision === receipt.revision && bodySha256 === receipt.bodySha256,
  );
  const text = Buffer.from(canonicalJson(claim), 'utf8');
  return isNamed && receipt.seatId === SEAT && verify(null, text, key, Buffer.from(signature, 'base64'));
}

const Sent = z.object({
  records: z.array(
    z.object({ id: z.string(), revision: z.number(), bodySha256: z.string(), body: z.string() }),
  ),
});

const named = (method: string, end: string) =>
  exchanges.filter((each) => each.method === method && each.path.endsWith(end));

describe('the previous version’s seat at today’s center', () => {
  it('is who it was: the same token', () => {
    expect(exchanges[0]?.headers['authorization']).toBe(`Bearer ${center.token}`);
  });

  it('is told that the center is there', async () => {
    for (const each of named('GET', '/health')) {
      const { status, text } = await replay(each);
      expect(status).toBe(200);
      expect(Health.parse(JSON.parse(text)).service).toBe('hn12369-center');
    }
  });

  it('gets a bundle in the envelope it knows, and 304 for what it has', async () => {
    const [withoutTag, withOldTag] = named('GET', '/bundle');
    if (withoutTag === undefined || withOldTag === undefined) throw new Error('Not recorded');
    const first = await replay(withoutTag);
    expect(first.status).toBe(200);
    const { body, keyId } = SignedBundle.parse(JSON.parse(first.text));
    expect(keyId).toBe(keys.signing.id);
    // A newer one is in force: its own is offered no more, and what it was given now is.
    expect(body).not.toContain('"version":"2026.1"');
    expect((await replay(withOldTag)).status).toBe(200);
    expect((await replay(withOldTag, { 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('brings in all it brings in today, under the bundle it was taken under, with receipts that hold', async () => {
    const statuses: number[][] = [];
    for (const each of named('POST', '/records')) {
      const { status, text } = await replay(each);
      expect(status).toBe(each.answer.status);
      const { records } = Sent.parse(JSON.parse(each.body ?? ''));
      const { results } = PushResponse.parse(JSON.parse(text));
      statuses.push(results.map((result) => result.status));
      for (const result of results) {
        if ('receipt' in result) expect(holds(result.receipt, records)).toBe(true);
        else expect(result.problem.errors?.length ?? 1).toBeGreaterThan(0);
      }
      for (const { id, body, bodySha256 } of records) {
        const stored = (await center.records()).find((row) => row.id === id && row.bodySha256 === bodySha256);
        if (stored !== undefined) expect(stored.body).toBe(body);
      }
    }
    expect(statuses).toEqual([[201, 201, 201, 201, 201, 201, 201], [208], [409, 422]]);
    expect(await center.records()).toHaveLength(7);
  });

  it('gets its receipts when it asks for them', async () => {
    const [pushedFirst] = named('POST', '/records');
    const { records } = Sent.parse(JSON.parse(pushedFirst?.body ?? ''));
    for (const each of named('POST', '/query')) {
      const { status, text } = await replay(each);
      expect(status).toBe(200);
      const { receipts } = ReceiptAnswer.parse(JSON.parse(text));
      expect(receipts).toHaveLength(records.length);
      for (const receipt of receipts) expect(holds(receipt, records)).toBe(true);
    }
  });

  it('is refused in words it knows', async () => {
    for (const each of exchanges.filter(({ path }) => path !== '/v1/health')) {
      const { status, text } = await replay(each, { authorization: 'Bearer not-its-token' });
      expect(status).toBe(401);
      expect(ProblemDetails.parse(JSON.parse(text)).status).toBe(401);
    }
  });
});

describe('today’s seat at the previous version’s center', () => {
  let previous: Server;
  let url: string;
  let asked: string[];
  /** Today's center with what the old one did not have taken away, in the old one's own words. */
  beforeAll(async () => {
    asked = [];
    previous = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (/\/changes/.test(request.url ?? '')) {
        response.writeHead(noChanges.status, { 'Content-Type': noChanges.contentType }).end(noChanges.body);
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = {
          authorization: request.headers.authorization ?? '',
          'content-type': 'application/json',
        };
        const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
        void fetch(center.url + (request.url ?? ''), { method: request.method ?? 'GET', headers, body }).then(
          async (answer) => {
            const type = answer.headers.get('content-type') ?? 'application/json';
            response.writeHead(answer.status, { 'Content-Type': type }).end(await answer.text());
          },
        );
      });
    });
    await new Promise<void>((resolve) => previous.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(previous.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => previous.close(resolve)));

  it('is online, brings its records over, and does without what is not offered', async () => {
    const store = new OwedStore();
    // Ids of another day than those of the recording.
    const newId = () => CallId.parse(aCallId(Date.UTC(2026, 10, 25)));
    const records = Array.from({ length: 25 }, () => pushed({ ...aDemoRecord(), id: newId() }));
    for (const each of records) store.enter(each, Date.now());
    let look: () => void = () => undefined;
    const engine = createSyncEngine({
      outbox: store.outbox,
      center: createCenterClient({
        centerUrl: url,
        seatId: SEAT,
        token: center.token,
        version: '0.0.0',
        line: aLine(),
      }),
      bundles: { offer: () => ({ ok: true, changed: false }) },
      changes: { lastPosition: () => 0, take: () => ({ ok: true, taken: 0 }) },
      isTrusted: createReceiptCheck(SEAT, [center.keys.signing]),
      clock: realClock,
      timer: realTimer,
      random: () => 0,
      onChange: () => look(),
      log: () => undefined,
    });
    engine.start();
    await new Promise<void>((resolve) => {
      look = () => {
        if (store.facts().owed === 0 && asked.some((path) => path.includes('/changes'))) resolve();
      };
      look();
    });
    await engine.whenIdle();
    expect(store.facts()).toMatchObject({ received: 25, owed: 0, quarantined: 0 });
    expect(engine.state()).toMatchObject({ link: 'online', cause: null, owed: 0 });
    await engine.stop(1_000);
    store.close();
  });
});
