import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SeatId } from '../../../shared/ids';
import type { Center } from '../parts';
import { sendProblem } from '../problems';

const SeatPath = z.object({ seatId: SeatId });

/** The seat that the path names. Throws where `thisSeat` has not looked at it before. */
export function seatOf(request: FastifyRequest): SeatId {
  return SeatPath.parse(request.params).seatId;
}

/**
 * Refuses whoever has not the token of the seat in the path. Runs before the body is read: a stranger cannot make the
 * center read 20 MB.
 */
export function thisSeat(center: Pick<Center, 'seats'>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const path = SeatPath.safeParse(request.params);
    const isSeat = path.success && (await center.seats.isToken(path.data.seatId, tokenOf(request)));
    if (!isSeat) return sendProblem(reply, 401);
  };
}

/** Refuses whoever has no seat's token. */
export function anySeat(center: Pick<Center, 'seats'>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if ((await center.seats.seatOfToken(tokenOf(request))) === null) return sendProblem(reply, 401);
  };
}

/** The bearer token; empty where there is none. */
export function tokenOf(request: FastifyRequest): string {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,400})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
