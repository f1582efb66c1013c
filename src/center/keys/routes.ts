import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { components } from '../../shared/center-api/openapi';
import { KeysInUse } from '../../shared/keys/statement';
import { hasTag } from '../http/entity-tags';
import type { Center } from '../http/parts';
import { sendProblem } from '../http/problems';
import { anySeat, seatOf, thisSeat } from '../http/routes/seat-token';
import { issuesOf } from '../records/judge';

/** How a seat follows the center's keys, and says where it stands. */
export function addKeyRoutes(app: FastifyInstance, center: Center): void {
  app.get('/v1/keys', { onRequest: anySeat(center) }, async (request, reply) => {
    const { statements } = center.keys;
    const last = statements.at(-1)?.body ?? center.keys.signing.id;
    const etag = `"${createHash('sha256').update(last).digest('hex')}"`;
    void reply.header('ETag', etag);
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const answer: components['schemas']['KeysAnswer'] = { statements: [...statements] };
    return reply.send(answer);
  });

  app.put('/v1/seats/:seatId/keys', { onRequest: thisSeat(center) }, async (request, reply) => {
    const told = KeysInUse.safeParse(request.body);
    if (!told.success) return sendProblem(reply, 400, issuesOf(told.error.issues));
    await center.keyRolls.told(seatOf(request), told.data, center.now());
    return reply.code(204).send();
  });
}
