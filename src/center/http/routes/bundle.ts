import type { FastifyInstance } from 'fastify';
import type { components } from '../../../shared/center-api/openapi';
import type { Center } from '../parts';
import { hasTag } from '../entity-tags';
import { anySeat, tokenOf } from './seat-token';

export function addBundleRoute(app: FastifyInstance, center: Center): void {
  app.get('/v1/bundle', { onRequest: anySeat(center) }, async (request, reply) => {
    await center.bundles.look();
    const { signed, etag } = center.bundles.current(await center.seats.seatOfToken(tokenOf(request)));
    void reply.header('ETag', etag);
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const bundle: components['schemas']['SignedBundle'] = signed;
    return reply.send(bundle);
  });
}
