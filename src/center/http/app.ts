import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { addFaults } from '../faults/add-faults';
import type { FaultSwitch } from '../faults/plan';
import type { CenterKeys } from '../keys/keys';
import type { Center } from './parts';
import { sendProblem, statusOf } from './problems';
import { addRoutes } from './routes';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,80}$/;

/** More than a seat ever sends at once (it stops at 20,000,000 bytes). */
export const MAX_REQUEST_BYTES = 20 * 1024 * 1024;

/** The center's HTTP side, not yet listening. Every answer carries X-Request-ID; every refusal is a problem. */
export function createApp(
  center: Center,
  faults?: { faults: FaultSwitch; keys: Pick<CenterKeys, 'sign'> },
): FastifyInstance {
  const app = Fastify({
    bodyLimit: center.maxRequestBytes,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    // An address that cannot even be read; no hook runs for it.
    frameworkErrors: (error, request, reply) => {
      void reply.header('X-Request-ID', request.id);
      return sendProblem(reply, statusOf(error));
    },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('X-Request-ID', request.id);
    void reply.header('Cache-Control', 'no-store');
    // A roll beside this process counts from the next request on.
    await center.keys.refresh().catch(() => center.log({ event: 'keys_unreadable' }));
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = statusOf(error);
    if (status >= 500)
      center.log({ event: 'request_failed', requestId: request.id, code: error.code ?? error.name });
    return sendProblem(reply, status);
  });
  if (faults !== undefined) addFaults(app, faults.faults, { ...center, keys: faults.keys });
  addRoutes(app, center);
  return app;
}
