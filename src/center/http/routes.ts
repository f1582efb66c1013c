import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_BATCH, ReceiptQuery } from '../../shared/center-api/messages';
import type { components } from '../../shared/center-api/openapi';
import { SeatId } from '../../shared/ids';
import { takeIn } from '../records/intake';
import { issuesOf } from '../records/judge';
import type { Center } from './parts';
import { sendProblem } from './problems';

type Schemas = components['schemas'];

/** The batch as a list; each record in it is judged alone, so that a bad one blocks no other. */
const Batch = z.strictObject({ records: z.array(z.unknown()).min(1).max(MAX_BATCH) });
const SeatPath = z.object({ seatId: SeatId });

/** The paths of `src/shared/center-api/openapi.yaml`, and no others. */
export function addRoutes(app: FastifyInstance, center: Center): void {
  app.get('/v1/health', async (_request, reply) => {
    await center.database.query('select 1 as alive');
    const health: Schemas['Health'] = { service: 'hn12369-center', status: 'ok', centerTime: center.now() };
    return reply.send(health);
  });

  const anySeat = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await center.seats.isAnyToken(tokenOf(request)))) return sendProblem(reply, 401);
  };
  app.get('/v1/bundle', { onRequest: anySeat }, async (request, reply) => {
    const { signed, etag } = center.bundles.current();
    void reply.header('ETag', etag);
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const bundle: Schemas['SignedBundle'] = signed;
    return reply.send(bundle);
  });

  // Before the body is read: a stranger cannot make the center read 20 MB.
  const thisSeat = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = SeatPath.safeParse(request.params);
    const isSeat = path.success && (await center.seats.isToken(path.data.seatId, tokenOf(request)));
    if (!isSeat) return sendProblem(reply, 401);
  };
  app.post('/v1/seats/:seatId/records', { onRequest: thisSeat }, async (request, reply) => {
    const batch = Batch.safeParse(request.body);
    if (!batch.success) return sendProblem(reply, 400, issuesOf(batch.error.issues));
    const { seatId } = SeatPath.parse(request.params);
    const outcome = await takeIn(seatId, batch.data.records, { ...center, now: center.now() });
    if (outcome.kind === 'unreadable') return sendProblem(reply, 400, outcome.errors);
    const answer: Schemas['PushResponse'] = { centerTime: center.now(), results: outcome.results };
    return reply.send(answer);
  });

  app.post('/v1/seats/:seatId/receipts/query', { onRequest: thisSeat }, async (request, reply) => {
    const query = ReceiptQuery.safeParse(request.body);
    if (!query.success) return sendProblem(reply, 400, issuesOf(query.error.issues));
    const { seatId } = SeatPath.parse(request.params);
    const receipts = await center.store.receiptsOf(seatId, query.data.keys);
    const answer: Schemas['ReceiptAnswer'] = { centerTime: center.now(), receipts };
    return reply.send(answer);
  });
}

function tokenOf(request: FastifyRequest): string {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,400})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function hasTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
}
