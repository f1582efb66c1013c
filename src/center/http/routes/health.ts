import type { FastifyInstance } from 'fastify';
import type { components } from '../../../shared/center-api/openapi';
import type { Center } from '../parts';

export function addHealthRoute(app: FastifyInstance, center: Center): void {
  app.get('/v1/health', async (_request, reply) => {
    await center.database.query('select 1 as alive');
    const health: components['schemas']['Health'] = {
      service: 'hn12369-center',
      status: 'ok',
      centerTime: center.now(),
    };
    return reply.send(health);
  });
}
