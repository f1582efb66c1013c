import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { canonicalJson } from '../../../shared/canonical-json';
import type { components } from '../../../shared/center-api/openapi';
import { countRegion } from '../../region/region';
import type { Center } from '../parts';
import { hasTag } from '../entity-tags';
import { seatOf, thisSeat } from './seat-token';

export function addRegionRoute(app: FastifyInstance, center: Center): void {
  app.get('/v1/seats/:seatId/region', { onRequest: thisSeat(center) }, async (request, reply) => {
    const now = center.now();
    const counts = await countRegion(center.database, seatOf(request), now);
    const etag = `"${createHash('sha256').update(canonicalJson(counts)).digest('hex')}"`;
    void reply.header('ETag', etag);
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const answer: components['schemas']['RegionAnswer'] = { ...counts, centerTime: now };
    return reply.send(answer);
  });
}
