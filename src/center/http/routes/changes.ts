import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { components } from '../../../shared/center-api/openapi';
import { issuesOf } from '../../records/judge';
import type { Center } from '../parts';
import { sendProblem } from '../problems';
import { seatOf, thisSeat } from './seat-token';

const After = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

export function addChangeRoute(app: FastifyInstance, center: Center): void {
  app.get('/v1/seats/:seatId/changes', { onRequest: thisSeat(center) }, async (request, reply) => {
    const query = After.safeParse(request.query);
    if (!query.success) return sendProblem(reply, 400, issuesOf(query.error.issues));
    const found = await center.changes.after(seatOf(request), query.data.after);
    const answer: components['schemas']['ChangesAnswer'] = { centerTime: center.now(), ...found };
    return reply.send(answer);
  });
}
