import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/database';
import { z } from 'zod';
import { refusal } from '../records/judge';
import type { CenterKeys } from '../keys/keys';
import type { RecordStore } from '../records/store';
import { sendProblem } from '../http/problems';
import { FaultPlan, type FaultRule, type FaultSwitch, type FaultTarget } from './plan';
import { loseRecord } from './lose-record';
import { tamper } from './tamper';

const PORTAL =
  '<!doctype html><html><head><title>上网认证</title></head><body><form action="/login">请先登录</form></body></html>';

const TARGETS: Partial<Record<string, FaultTarget>> = {
  '/v1/health': 'health',
  '/v1/bundle': 'bundle',
  '/v1/seats/:seatId/records': 'push',
  '/v1/seats/:seatId/receipts/query': 'query',
  '/v1/seats/:seatId/changes': 'changes',
  '/v1/seats/:seatId/ledger': 'ledger',
  '/v1/seats/:seatId/attachments': 'attach',
  '/v1/seats/:seatId/attachments/:attachmentId': 'attach',
  '/v1/seats/:seatId/attachments/:attachmentId/receipt': 'attach',
};

/**
 * Puts the fault switch before and behind the center's routes, and the tests' own doors beside them: `POST /_faults`
 * (a FaultPlan), `GET /_faults` (plan and counts), `GET /_records` (what is stored), `DELETE /_records/ID` (a loss). Add
 * it before the routes.
 */
export function addFaults(
  app: FastifyInstance,
  faults: FaultSwitch,
  center: { store: RecordStore; database: Database; keys: Pick<CenterKeys, 'sign'> },
): void {
  const struck = new WeakMap<FastifyRequest, FaultRule>();

  app.addHook('preHandler', async (request, reply) => {
    const target = TARGETS[request.routeOptions.url ?? ''];
    const rule = target === undefined ? null : faults.draw(target);
    if (rule === null) return;
    if (rule.delayMs > 0 && rule.when === 'before') await wait(rule.delayMs, undefined, { ref: false });
    if (rule.when === 'before' && answerInstead(rule, request, reply)) return reply;
    struck.set(request, rule);
  });

  app.addHook('onSend', async (request, reply, sent) => {
    const rule = struck.get(request);
    const payload = sent ?? '';
    if (rule === undefined || typeof payload !== 'string') return sent;
    struck.delete(request);
    if (rule.delayMs > 0 && rule.when === 'after') await wait(rule.delayMs, undefined, { ref: false });
    return spoil(rule, payload, request, reply, center.keys.sign);
  });

  app.post('/_faults', async (request, reply) => {
    const plan = FaultPlan.safeParse(request.body);
    if (!plan.success) return sendProblem(reply, 400);
    faults.set(plan.data);
    return reply.send(faults.state());
  });
  app.get('/_faults', async (_request, reply) => reply.send(faults.state()));
  app.get('/_records', async (_request, reply) => reply.send({ records: await center.store.list() }));
  app.delete<{ Params: { id: string } }>('/_records/:id', async (request, reply) => {
    await loseRecord(center.database, request.params.id);
    return reply.code(204).send();
  });
}

/** True where the request is over: the center itself never sees it. */
function answerInstead(rule: FaultRule, request: FastifyRequest, reply: FastifyReply): boolean {
  switch (rule.kind) {
    case 'drop':
      reply.hijack();
      request.raw.socket.destroy();
      return true;
    case 'status':
      sendProblem(reply, rule.status, undefined, rule.retryAfter);
      return true;
    case 'redirect':
      void reply.code(307).header('Location', rule.location).send('');
      return true;
    case 'portal':
      void reply.type('text/html; charset=utf-8').send(PORTAL);
      return true;
    case 'garbage':
      void reply.type('application/json').send(GARBAGE);
      return true;
    case 'refuse': {
      const batch = Refusable.safeParse(request.body);
      if (!batch.success) return false;
      void reply.send({
        centerTime: Date.now(),
        results: batch.data.records.map((each) => refused(each, rule)),
      });
      return true;
    }
    default:
      return false;
  }
}

const Refusable = z.object({ records: z.array(z.object({ id: z.string(), revision: z.number() })) });

function refused({ id, revision }: { id: string; revision: number }, { field, code }: FaultRule) {
  return { id, revision, status: 422, problem: refusal('incomplete', '记录不完整', [{ field, code }]) };
}

const GARBAGE = '\u0000\u0001{{"not json": \ufffd';

/** The center's own answer, made false after its work is done. */
function spoil(
  rule: FaultRule,
  payload: string,
  request: FastifyRequest,
  reply: FastifyReply,
  sign: CenterKeys['sign'],
): string {
  switch (rule.kind) {
    case 'drop':
      request.raw.socket.destroy();
      return payload;
    case 'status':
      void reply
        .code(rule.status)
        .type('application/problem+json')
        .header('Retry-After', String(rule.retryAfter));
      return JSON.stringify({ type: 'about:blank', title: 'after the commit', status: rule.status });
    case 'redirect':
      void reply.code(307).header('Location', rule.location);
      return '';
    case 'portal':
      void reply.code(200).type('text/html; charset=utf-8');
      return PORTAL;
    case 'garbage':
      void reply.code(200).type('application/json');
      return GARBAGE;
    case 'truncated':
      return payload.slice(0, Math.floor(payload.length / 2));
    case 'wrong_signature':
    case 'wrong_hash':
    case 'other_ids':
      return tamper(payload, rule.kind, sign);
    case 'refuse':
    case 'delay':
      return payload;
  }
}
