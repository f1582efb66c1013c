import type { FastifyInstance } from 'fastify';
import { EnrolmentRequest, SessionRequest } from '../../../shared/center-api/people';
import type { components } from '../../../shared/center-api/openapi';
import { CENTER } from '../../people/people';
import { issuesOf } from '../../records/judge';
import type { Center, Enrolled } from '../parts';
import { sendNamedProblem, sendProblem } from '../problems';
import { hasTag } from '../entity-tags';
import { seatOf, thisSeat, tokenOf } from './seat-token';

const CODE_STATUS: Record<Extract<Enrolled, { ok: false }>['reason'], number> = {
  wrong_code: 403,
  bad_signature: 403,
  code_used: 409,
  no_people: 409,
  code_expired: 410,
  code_locked: 410,
};

/** How a PC becomes a seat, and how its people are known. Bodies of these requests hold secrets: nothing is logged. */
export function addPeopleRoutes(app: FastifyInstance, center: Center): void {
  app.post('/v1/enrolments', async (request, reply) => {
    const asked = EnrolmentRequest.safeParse(request.body);
    if (!asked.success) return sendProblem(reply, 400, issuesOf(asked.error.issues));
    const enrolled = await center.enrolByCode(asked.data, center.now());
    if (!enrolled.ok) return sendNamedProblem(reply, CODE_STATUS[enrolled.reason], enrolled.reason);
    const answer: components['schemas']['SignedEnrolment'] = enrolled.enrolment;
    return reply.send(answer);
  });

  app.get('/v1/seats/:seatId/people', { onRequest: thisSeat(center) }, async (request, reply) => {
    const known = request.headers['if-none-match'];
    const roster = await center.people.roster(seatOf(request), (etag) => hasTag(known, etag));
    if (roster.kind === 'none') return sendProblem(reply, 404);
    void reply.header('ETag', roster.etag);
    if (roster.kind === 'known') return reply.code(304).send();
    const answer: components['schemas']['SignedRoster'] = roster.signed;
    return reply.send(answer);
  });

  app.post('/v1/sessions', async (request, reply) => {
    const token = tokenOf(request);
    const seatId = token === '' ? CENTER : await center.seats.seatOfToken(token);
    if (seatId === null) return sendProblem(reply, 401);
    const asked = SessionRequest.safeParse(request.body);
    if (!asked.success) return sendProblem(reply, 400);
    const { personId, password, newPassword } = asked.data;
    const now = center.now();
    const signedIn = await center.sessions.signIn(seatId, personId, password, now, newPassword);
    if (!signedIn.ok) {
      if (signedIn.reason === 'password_refused') {
        const errors = signedIn.rules.map((code) => ({ field: 'newPassword', code }));
        return sendNamedProblem(reply, 422, signedIn.reason, { errors });
      }
      return signedIn.reason === 'wrong_password'
        ? sendNamedProblem(reply, 401, signedIn.reason)
        : sendNamedProblem(reply, 429, signedIn.reason, { retryAfterSeconds: signedIn.seconds });
    }
    const { id, number, name, role } = signedIn.person;
    const answer: components['schemas']['SessionAnswer'] = {
      centerTime: now,
      token: signedIn.token,
      expiresAt: signedIn.expiresAt,
      passwordExpiresAt: signedIn.passwordExpiresAt,
      person: { id, number, name, role },
    };
    return reply.send(answer);
  });
}
