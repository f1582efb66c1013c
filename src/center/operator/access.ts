import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../http/problems';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;
/** A proxy on the same machine comes over the loopback, too: what it carries on is no local request. */
const CARRIED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Who may see the operator's page: with a token whoever has it (bearer, or as the password of basic authentication, which
 * a browser asks for), without one whoever sits at the center itself. A page of a stranger that leads a browser there
 * under a name of its own is refused by its Host.
 */
export function operatorOnly(token: string | null) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const mayPass = token === null ? isLocal(request) : isSame(token, givenBy(request.headers.authorization));
    if (mayPass) return;
    if (token === null) return sendProblem(reply, 404);
    sendProblem(reply, 401);
    return reply.header('WWW-Authenticate', 'Basic realm="operator", charset="UTF-8"');
  };
}

function isLocal({ headers, socket }: FastifyRequest): boolean {
  const isNear = LOOPBACK.has(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
  return isNear && !CARRIED_ON.some((name) => name in headers);
}

function givenBy(authorization = ''): string {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) (\S{1,800})$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest();
const isSame = (token: string, given: string) => timingSafeEqual(hash(token), hash(given));
