import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceiptCheck } from '../../../src/main/core/sync/center/receipt-check';
import { canonicalJson } from '../../../src/shared/canonical-json';
import { PushResponse } from '../../../src/shared/center-api/messages';
import type { RecordKey } from '../../../src/shared/center-api/receipt';
import { CallId } from '../../../src/shared/ids';
import { aCallId, aReportForm } from '../../builders/draft';
import { aDemoRecord } from '../../builders/center';
import { quantile, round } from '../figures';
import { Connection } from './connection';
import type { FromLoad, Load, LoadFigures, ToLoad } from './messages';

/**
 * The load generator, a process of its own: many seats, each on one kept connection, all at once. Each does what the
 * seat's engine does when it is back: pushes of 10, 20, 20 … one after the other, then health, bundle and changes.
 */
const FIRST_BATCH = 10;
const MAX_BATCH = 200;

/** A report as long as they are: some 0.65 KB of what the caller said. */
const TEMPLATE = aDemoRecord(
  aReportForm({
    report: {
      target: { answer: '第0号砖厂' },
      pollution: { description: `夜里排黑烟，气味刺鼻，附近井水发浑。${'反复举报未见整改，'.repeat(20)}` },
    },
  }),
);
const TEXT = canonicalJson(TEMPLATE);
const WEEK_MS = 7 * 86_400_000;

interface Push {
  request: Buffer;
  keys: RecordKey[];
}

interface StormSeat {
  id: string;
  connection: Connection;
  pushes: Push[];
  after: Buffer[];
}

let made = 0;

function recordOf(seatId: string): RecordKey & { body: string } {
  made += 1;
  const id = CallId.parse(aCallId(Date.now() - Math.floor(Math.random() * WEEK_MS)));
  const body = TEXT.replace(TEMPLATE.id, id)
    .replace(TEMPLATE.localNumber, `${seatId}-20261123-${String(made).padStart(6, '0')}`)
    .replace('"seatId":"ZZ01"', `"seatId":"${seatId}"`)
    .replace('第0号砖厂', `第${made}号砖厂`);
  return { id, revision: 1, bodySha256: createHash('sha256').update(body, 'utf8').digest('hex'), body };
}

function requestOf(method: string, path: string, host: string, token: string, body = '', more = ''): Buffer {
  const content = Buffer.from(body, 'utf8');
  const about = body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${content.length}\r\n`;
  const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n${about}${more}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), content]);
}

function prepare({ centers, seats, recordsEach }: Load, etag: string): StormSeat[] {
  return seats.map(({ id, token }, index) => {
    const { hostname, port, host } = new URL(centers[index % centers.length] ?? '');
    const path = `/v1/seats/${id}`;
    const pushes: Push[] = [];
    let size = FIRST_BATCH;
    for (let left = recordsEach; left > 0; left -= size, size = Math.min(MAX_BATCH, size * 2)) {
      const records = Array.from({ length: Math.min(size, left) }, () => recordOf(id));
      const request = requestOf('POST', `${path}/records`, host, token, JSON.stringify({ records }));
      pushes.push({ request, keys: records.map(({ body: _, ...key }) => key) });
    }
    const after = [
      requestOf('GET', '/v1/health', host, token),
      requestOf('GET', '/v1/bundle', host, token, '', `If-None-Match: ${etag}\r\n`),
      requestOf('GET', `${path}/changes?after=0`, host, token),
    ];
    return { id, connection: new Connection(hostname, Number(port)), pushes, after };
  });
}

async function etagOf({ centers, seats }: Load): Promise<string> {
  const headers = { Authorization: `Bearer ${seats[0]?.token ?? ''}` };
  const response = await fetch(`${centers[0] ?? ''}/v1/bundle`, { headers });
  await response.arrayBuffer();
  return response.headers.get('etag') ?? '""';
}

async function storm(load: Load, seats: readonly StormSeat[]): Promise<LoadFigures> {
  const batchMs: number[] = [];
  const otherMs: number[] = [];
  const again: Record<string, number> = {};
  const answers: { seat: StormSeat; push: Push; body: Buffer }[] = [];
  let lastReceiptAt = 0;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();

  async function until200(connection: Connection, request: Buffer, times: number[]): Promise<Buffer> {
    const since = performance.now();
    for (;;) {
      const answer = await connection.ask(request).catch((error: Error) => error.message);
      if (typeof answer !== 'string' && (answer.status === 200 || answer.status === 304)) {
        times.push(performance.now() - since);
        return answer.body;
      }
      const what = typeof answer === 'string' ? answer : String(answer.status);
      again[what] = (again[what] ?? 0) + 1;
      const asked = typeof answer === 'string' ? 0 : answer.retryAfterMs;
      await wait(asked + Math.random() * 1_000);
    }
  }

  await Promise.all(
    seats.map(async (seat) => {
      for (const push of seat.pushes) {
        const body = await until200(seat.connection, push.request, batchMs);
        answers.push({ seat, push, body });
        lastReceiptAt = performance.now();
      }
      for (const request of seat.after) await until200(seat.connection, request, otherMs);
      seat.connection.close();
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    allMs: round(lastReceiptAt - startedAt, 0),
    batches: batchMs.length,
    batchMs: {
      p50: round(quantile(batchMs, 0.5), 0),
      p95: round(quantile(batchMs, 0.95), 0),
      p99: round(quantile(batchMs, 0.99), 0),
      max: round(quantile(batchMs, 1), 0),
    },
    otherMs: { p50: round(quantile(otherMs, 0.5), 0), p95: round(quantile(otherMs, 0.95), 0) },
    again,
    ...proofOf(answers, load),
    loadCpuMs: round((user + system) / 1_000, 0),
  };
}

/** The seat's own judge of receipts over every answer, once the clock has stopped. */
function proofOf(answers: readonly { seat: StormSeat; push: Push; body: Buffer }[], { key }: Load) {
  let proven = 0;
  let created = 0;
  let known = 0;
  for (const { seat, push, body } of answers) {
    const isTrue = createReceiptCheck(seat.id, [key]);
    const { results } = PushResponse.parse(JSON.parse(body.toString('utf8')));
    for (const [index, result] of results.entries()) {
      const sent = push.keys[index];
      if (sent !== undefined && 'receipt' in result && isTrue(sent, result.receipt)) proven += 1;
      if (result.status === 201) created += 1;
      if (result.status === 208) known += 1;
    }
  }
  return { proven, created, known };
}

const tell = (message: FromLoad): void => void process.send?.(message);
let ready: { load: Load; seats: StormSeat[] } | null = null;

async function hear(message: ToLoad): Promise<void> {
  if (message.kind === 'prepare') {
    const seats = prepare(message.load, await etagOf(message.load));
    ready = { load: message.load, seats };
    const bytes = seats.reduce(
      (sum, { pushes }) => sum + pushes.reduce((of, { request }) => of + request.length, 0),
      0,
    );
    tell({ kind: 'ready', bytes });
  } else if (ready !== null) {
    tell({ kind: 'done', figures: await storm(ready.load, ready.seats) });
  }
}
process.on('message', (message) => {
  hear(message as ToLoad).catch((error: unknown) => {
    process.stderr.write(`load: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
