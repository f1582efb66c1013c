import type { PeopleClient } from '../people/ports';
import type { Ask } from './exchange';

/** People and identities over the seat's one way out. */
export function createPeopleClient(seat: string, exchange: Ask): PeopleClient {
  const requests = `${seat}/identity-requests`;
  return {
    roster: (etag, signal) =>
      exchange(
        {
          method: 'GET',
          url: `${seat}/people`,
          ...(etag !== null && { headers: { 'If-None-Match': etag } }),
        },
        signal,
      ),
    signIn: (personId, password, signal, newPassword) =>
      exchange(
        {
          method: 'POST',
          url: '/v1/sessions',
          body: { personId, password, ...(newPassword !== undefined && { newPassword }) },
        },
        signal,
      ),
    askIdentity: (body, signal) => exchange({ method: 'POST', url: requests, body }, signal),
    identityStanding: (id, signal) => exchange({ method: 'GET', url: `${requests}/${id}` }, signal),
    identity: (id, signal) => exchange({ method: 'GET', url: `${requests}/${id}/identity` }, signal),
  };
}
