import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { components } from '../../shared/center-api/openapi';
import { stretchOf } from './releases';
import { hasTag } from '../http/entity-tags';
import type { Center } from '../http/parts';
import { sendProblem } from '../http/problems';
import { anySeat } from '../http/routes/seat-token';

const Path = z.object({ version: z.string().max(20), file: z.string().max(160) });

export function addReleaseRoutes(
  app: FastifyInstance,
  center: Pick<Center, 'seats' | 'tally' | 'now' | 'releases'>,
): void {
  app.get('/v1/release', { onRequest: anySeat(center) }, async (request, reply) => {
    const release = await center.releases.current();
    if (release === null) return sendProblem(reply, 404);
    void reply.header('ETag', release.etag);
    if (hasTag(request.headers['if-none-match'], release.etag)) return reply.code(304).send();
    const signed: components['schemas']['SignedManifest'] = release.signed;
    return reply.send(signed);
  });

  app.get(
    '/v1/release/:version/:file',
    { onRequest: anySeat(center) },
    async (request: FastifyRequest, reply) => {
      const asked = Path.safeParse(request.params);
      const found = asked.success ? await center.releases.find(asked.data.version, asked.data.file) : null;
      if (found === null) return sendProblem(reply, 404);
      void reply.header('Accept-Ranges', 'bytes');
      const stretch = stretchOf(request.headers.range, found);
      if (stretch === null) {
        void reply.header('Content-Range', `bytes */${found.size}`);
        return sendProblem(reply, 416);
      }
      const { start, end, size, isPart, stream } = stretch;
      if (isPart) void reply.code(206).header('Content-Range', `bytes ${start}-${end}/${size}`);
      void reply.type('application/octet-stream').header('Content-Length', end - start + 1);
      return reply.send(stream());
    },
  );
}
