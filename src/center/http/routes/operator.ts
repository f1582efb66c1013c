import type { FastifyInstance } from 'fastify';
import { operatorOnly } from '../../operator/access';
import { countCenter } from '../../operator/counts';
import { operatorPage } from '../../operator/page';
import type { Center } from '../parts';

/** The operator's counts, for a person and for a monitor. No part of the contract with seats. */
export function addOperatorRoutes(app: FastifyInstance, center: Center): void {
  const onRequest = operatorOnly(center.operatorToken);

  app.get('/operator', { onRequest }, async (_request, reply) => {
    const page = operatorPage(await countCenter(center, center.now()));
    return reply
      .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(page);
  });

  app.get('/operator.json', { onRequest }, async (_request, reply) =>
    reply.send(await countCenter(center, center.now())),
  );
}
