import type { Person } from '../../shared/center-api/enrolment';
import type { Bundles } from '../bundles';
import type { Database } from '../database/database';
import { makeEnrolment } from '../enrolment';
import type { Center } from '../http/parts';
import { createIdentityRequests } from '../identity/requests';
import type { CenterKeys } from '../keys/keys';
import { createCodes, type Codes } from './codes';
import { createPeople, type People } from './people';
import { createSessions } from './sessions';

/** All of the center that knows persons: rosters, codes, sessions, and what is asked of identities. */
export function createPeopleParts(
  database: Database,
  keys: CenterKeys,
  bundles: Pick<Bundles, 'current'>,
  identityMs = 900_000,
): Pick<Center, 'people' | 'sessions' | 'identities' | 'enrolByCode'> & { codes: Codes } {
  const people = createPeople(database, keys);
  const codes = createCodes(database, keys);
  const sessions = createSessions(database, people);
  return {
    people,
    codes,
    sessions,
    identities: createIdentityRequests(database, keys, sessions, identityMs),
    enrolByCode: async (request, now) => {
      const persons = await activePeople(people, request.seatId);
      if (persons.length === 0) return { ok: false, reason: 'no_people' };
      const redeemed = await codes.redeem(request, now);
      if (!redeemed.ok) return redeemed;
      const { seat, token } = redeemed;
      const bundle = bundles.current(seat.id).signed;
      const { centerUrl } = request;
      return { ok: true, enrolment: makeEnrolment({ seat, token, bundle, centerUrl }, persons, keys) };
    },
  };
}

/** Who may sign in at a seat now. */
export async function activePeople(people: Pick<People, 'list'>, seatId: string): Promise<Person[]> {
  const listed = await people.list(seatId);
  return listed.filter(({ isActive }) => isActive).map(({ isActive: _, ...person }) => person);
}
