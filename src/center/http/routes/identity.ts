import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { IdentityDecision, IdentityRequest, IdentityRequestId } from '../../../shared/center-api/identity';
import type { components } from '../../../shared/center-api/openapi';
import type { Person } from '../../../shared/center-api/enrolment';
import type { NotDecided, NotRevealed, Turned } from '../../identity/requests';
import { CENTER } from '../../people/people';
import { issuesOf } from '../../records/judge';
import type { Center } from '../parts';
import { sendNamedProblem, sendProblem } from '../problems';
import { seatOf, thisSeat, tokenOf } from './seat-token';

const Asked = z.object({ requestId: IdentityRequestId });

const TURNED: Record<Exclude<Turned['reason'], 'no_release'>, number> = {
  not_found: 404,
  bad_signature: 403,
  other_key: 403,
  no_session: 403,
  not_a_supervisor: 403,
  request_known: 409,
};
const NOT_REVEALED: Record<NotRevealed, number> = {
  not_found: 404,
  not_approved: 409,
  request_refused: 403,
  time_box_over: 410,
};
const NOT_DECIDED: Record<NotDecided, number> = {
  not_found: 404,
  same_person: 403,
  already_decided: 409,
  time_box_over: 410,
};

/** The one way to a reporter's identity: a seat asks, another person at the center decides, the box is short. */
export function addIdentityRoutes(app: FastifyInstance, center: Center): void {
  const { identities } = center;
  const seat = { onRequest: thisSeat(center) };

  /** Somebody signed in at the center itself, a supervisor; null otherwise. */
  async function decider(request: FastifyRequest): Promise<Person | null> {
    const session = await center.sessions.personOf(tokenOf(request), center.now());
    return session?.seatId === CENTER && session.person.role === 'supervisor' ? session.person : null;
  }

  app.post('/v1/seats/:seatId/identity-requests', seat, async (request, reply) => {
    const asked = IdentityRequest.safeParse(request.body);
    if (!asked.success) return sendProblem(reply, 400, issuesOf(asked.error.issues));
    const outcome = await identities.ask(seatOf(request), asked.data, center.now());
    if (!outcome.ok) {
      if (outcome.reason !== 'no_release')
        return sendNamedProblem(reply, TURNED[outcome.reason], outcome.reason);
      return sendNamedProblem(reply, 422, 'no_release', {
        errors: [{ field: 'recordId', code: outcome.why }],
      });
    }
    const answer: components['schemas']['IdentityStanding'] = outcome.standing;
    return reply.code(201).send(answer);
  });

  app.get('/v1/seats/:seatId/identity-requests/:requestId', seat, async (request, reply) => {
    const asked = Asked.safeParse(request.params);
    const standing =
      asked.success && (await identities.standing(seatOf(request), asked.data.requestId, center.now()));
    if (!standing) return sendProblem(reply, 404);
    const answer: components['schemas']['IdentityStanding'] = standing;
    return reply.send(answer);
  });

  app.get('/v1/seats/:seatId/identity-requests/:requestId/identity', seat, async (request, reply) => {
    const asked = Asked.safeParse(request.params);
    if (!asked.success) return sendProblem(reply, 404);
    const outcome = await identities.reveal(seatOf(request), asked.data.requestId, center.now());
    if (typeof outcome === 'string') return sendNamedProblem(reply, NOT_REVEALED[outcome], outcome);
    const answer: components['schemas']['IdentityAnswer'] = outcome;
    return reply.send(answer);
  });

  app.get('/v1/identity-requests', async (request, reply) => {
    if ((await decider(request)) === null) return sendProblem(reply, 401);
    const answer: components['schemas']['IdentityWaiting'] = await identities.waiting(center.now());
    return reply.send(answer);
  });

  app.post('/v1/identity-requests/:requestId/approval', async (request, reply) => {
    const person = await decider(request);
    if (person === null) return sendProblem(reply, 401);
    const asked = Asked.safeParse(request.params);
    const decision = IdentityDecision.safeParse(request.body);
    if (!asked.success) return sendProblem(reply, 404);
    if (!decision.success) return sendProblem(reply, 400, issuesOf(decision.error.issues));
    const { requestId } = asked.data;
    const outcome = await identities.decide(requestId, person.id, decision.data.decision, center.now());
    if (typeof outcome === 'string') return sendNamedProblem(reply, NOT_DECIDED[outcome], outcome);
    const answer: components['schemas']['IdentityStanding'] = outcome;
    return reply.send(answer);
  });
}
