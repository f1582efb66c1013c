import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AttachmentId, MAX_ATTACHMENT_BYTES } from '../../../shared/attachments/attachment';
import {
  CHUNK_MEDIA_TYPE,
  MAX_CHUNK_BYTES,
  TUS_VERSION,
  UploadMetadata,
} from '../../../shared/center-api/attachments';
import type { components } from '../../../shared/center-api/openapi';
import { issuesOf } from '../../records/judge';
import type { Center } from '../parts';
import { sendProblem } from '../problems';
import { seatOf, thisSeat } from './seat-token';

const UploadPath = z.object({ attachmentId: AttachmentId });
const Count = z
  .string()
  .regex(/^\d{1,8}$/)
  .transform(Number);
const Checksum = z.string().regex(/^sha256 [A-Za-z0-9+/]{43}=$/);

/** Resumable uploads by tus 1.0.0 (creation, checksum); the whole of an upload is held to its hash before a receipt. */
export function addAttachmentRoutes(app: FastifyInstance, center: Center): void {
  const { attachments } = center;
  const onRequest = [thisSeat(center), spokenAs(TUS_VERSION)];

  void app.register(async (scope) => {
    // Here alone: elsewhere such bytes stay 415.
    scope.addContentTypeParser(
      CHUNK_MEDIA_TYPE,
      { parseAs: 'buffer', bodyLimit: MAX_CHUNK_BYTES },
      (_request, body, done) => done(null, body),
    );

    scope.post('/v1/seats/:seatId/attachments', { onRequest }, async (request, reply) => {
      const size = Count.safeParse(request.headers['upload-length']);
      const metadata = UploadMetadata.safeParse(metadataIn(request.headers['upload-metadata']));
      if (!size.success || size.data === 0)
        return sendProblem(reply, 400, [{ field: 'Upload-Length', code: 'invalid' }]);
      if (size.data > MAX_ATTACHMENT_BYTES) return sendProblem(reply, 413);
      if (!metadata.success) return sendProblem(reply, 400, issuesOf(metadata.error.issues));
      const outcome = await attachments.announce(seatOf(request), metadata.data, size.data, center.now());
      switch (outcome.kind) {
        case 'no_record':
          return sendProblem(reply, 409, [{ field: 'recordId', code: 'not_received' }]);
        case 'refused':
          return sendProblem(reply, 422, [{ field: 'attachmentId', code: outcome.why }]);
        case 'announced': {
          const location = `/v1/seats/${seatOf(request)}/attachments/${metadata.data.attachmentId}`;
          return reply.code(201).header('Tus-Resumable', TUS_VERSION).header('Location', location).send();
        }
      }
    });

    scope.head('/v1/seats/:seatId/attachments/:attachmentId', { onRequest }, async (request, reply) => {
      const id = idOf(request);
      const upload = id && (await attachments.find(seatOf(request), id));
      if (!upload) return sendProblem(reply, 404);
      return reply
        .headers({
          'Tus-Resumable': TUS_VERSION,
          'Upload-Offset': String(upload.offset),
          'Upload-Length': String(upload.size),
        })
        .send();
    });

    scope.patch('/v1/seats/:seatId/attachments/:attachmentId', { onRequest }, async (request, reply) => {
      const id = idOf(request);
      const offset = Count.safeParse(request.headers['upload-offset']);
      const checksum = Checksum.safeParse(request.headers['upload-checksum']);
      const { body } = request;
      if (id === undefined) return sendProblem(reply, 404);
      if (!Buffer.isBuffer(body)) return sendProblem(reply, 415);
      if (!offset.success || !checksum.success || body.length === 0) {
        const field = offset.success ? 'Upload-Checksum' : 'Upload-Offset';
        return sendProblem(reply, 400, [{ field, code: 'invalid' }]);
      }
      if (checksum.data !== `sha256 ${createHash('sha256').update(body).digest('base64')}`) {
        return sendProblem(reply, 460);
      }
      const outcome = await attachments.append(seatOf(request), id, offset.data, body);
      switch (outcome.kind) {
        case 'unknown':
          return sendProblem(reply, 404);
        case 'other_offset':
          return sendProblem(reply, 409, [{ field: 'Upload-Offset', code: 'other_offset' }]);
        case 'appended':
          return reply
            .code(204)
            .headers({ 'Tus-Resumable': TUS_VERSION, 'Upload-Offset': String(outcome.offset) })
            .send();
      }
    });
  });

  app.get(
    '/v1/seats/:seatId/attachments/:attachmentId/receipt',
    { onRequest: thisSeat(center) },
    async (request, reply) => {
      const id = idOf(request);
      if (id === undefined) return sendProblem(reply, 404);
      const outcome = await attachments.prove(seatOf(request), id, center.now());
      switch (outcome.kind) {
        case 'unknown':
          return sendProblem(reply, 404);
        case 'incomplete':
          return sendProblem(reply, 409, [{ field: 'Upload-Offset', code: 'incomplete' }]);
        case 'refused':
          return sendProblem(reply, 422, [{ field: 'sha256', code: outcome.why }]);
        case 'proved': {
          const { receipt } = outcome;
          const answer: components['schemas']['AttachmentReceiptAnswer'] = {
            centerTime: center.now(),
            receipt,
          };
          return reply.send(answer);
        }
      }
    },
  );
}

function idOf(request: FastifyRequest): AttachmentId | undefined {
  return UploadPath.safeParse(request.params).data?.attachmentId;
}

/** Refuses another protocol's words, as tus asks. */
function spokenAs(version: string) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.headers['tus-resumable'] === version) return;
    void reply.header('Tus-Version', version);
    return sendProblem(reply, 412);
  };
}

/** `name base64, name base64`; what is no such list, or names a thing twice, is nothing. */
function metadataIn(header: string | string[] | undefined): Record<string, string> | undefined {
  if (typeof header !== 'string') return undefined;
  const pairs = header.split(',').map((pair) => pair.trim().split(' '));
  if (pairs.some((pair) => pair.length !== 2)) return undefined;
  const read = pairs.map(
    ([name = '', value = '']) => [name, Buffer.from(value, 'base64').toString('utf8')] as const,
  );
  const names = new Set(read.map(([name]) => name));
  return names.size === read.length ? Object.fromEntries(read) : undefined;
}
