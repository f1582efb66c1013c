import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AUDIT_HEAD_HEADER, headOfHeader } from '../../../shared/center-api/anchor';
import { MAX_BATCH, ReceiptQuery, type PushResponse } from '../../../shared/center-api/messages';
import type { components } from '../../../shared/center-api/openapi';
import { takeIn } from '../../records/intake';
import { issuesOf } from '../../records/judge';
import type { Center } from '../parts';
import { sendProblem } from '../problems';
import { seatOf, thisSeat } from './seat-token';

type Schemas = components['schemas'];

/** The batch as a list; each record in it is judged alone, so that a bad one blocks no other. */
const Batch = z.strictObject({ records: z.array(z.unknown()).min(1).max(MAX_BATCH) });

export function addRecordRoutes(app: FastifyInstance, center: Center): void {
  const onRequest = thisSeat(center);

  app.post('/v1/seats/:seatId/records', { onRequest }, async (request, reply) => {
    const batch = Batch.safeParse(request.body);
    if (!batch.success) return sendProblem(reply, 400, issuesOf(batch.error.issues));
    await center.bundles.look();
    const outcome = await takeIn(seatOf(request), batch.data.records, { ...center, now: center.now() });
    if (outcome.kind === 'answered') center.tally.pushed(outcome.results);
    if (outcome.kind === 'unreadable') return sendProblem(reply, 400, outcome.errors);
    const answer: Schemas['PushResponse'] = {
      centerTime: center.now(),
      results: outcome.results,
      ...(await anchored(seatOf(request), request.headers[AUDIT_HEAD_HEADER])),
    };
    return reply.send(answer);
  });

  async function anchored(seatId: string, header: unknown): Promise<Pick<PushResponse, 'auditAnchor'>> {
    const head = headOfHeader(header);
    if (head === null) return {};
    const { anchor, isBehind } = await center.anchors.see(seatId, head, center.now());
    if (isBehind) center.log({ event: 'audit_behind', seatId, seq: head.seq, seen: anchor.seq });
    return { auditAnchor: anchor };
  }

  app.post('/v1/seats/:seatId/receipts/query', { onRequest }, async (request, reply) => {
    const query = ReceiptQuery.safeParse(request.body);
    if (!query.success) return sendProblem(reply, 400, issuesOf(query.error.issues));
    const receipts = await center.store.receiptsOf(seatOf(request), query.data.keys);
    const answer: Schemas['ReceiptAnswer'] = { centerTime: center.now(), receipts };
    return reply.send(answer);
  });
}
