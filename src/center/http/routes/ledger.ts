import type { FastifyInstance } from 'fastify';
import { LedgerSpan } from '../../../shared/center-api/ledger';
import type { components } from '../../../shared/center-api/openapi';
import { countLedger } from '../../ledger/ledger';
import { issuesOf } from '../../records/judge';
import type { Center } from '../parts';
import { sendProblem } from '../problems';
import { seatOf, thisSeat } from './seat-token';

export function addLedgerRoute(app: FastifyInstance, center: Center): void {
  app.get('/v1/seats/:seatId/ledger', { onRequest: thisSeat(center) }, async (request, reply) => {
    const span = LedgerSpan.safeParse(request.query);
    if (!span.success) return sendProblem(reply, 400, issuesOf(span.error.issues));
    const seatId = seatOf(request);
    const counted = await countLedger(center.database, seatId, span.data);
    const answer: components['schemas']['LedgerAnswer'] = {
      seatId,
      ...span.data,
      ...counted,
      centerTime: center.now(),
    };
    return reply.send(answer);
  });
}
