import type { IdentityRequest } from '../../../../shared/center-api/identity';
import type { Exchange } from '../ports';

/** What a seat asks of its people and of reporters' identities. Every method resolves. */
export interface PeopleClient {
  /** Who may sign in here; `etag` of the list the seat has. */
  roster(etag: string | null, signal: AbortSignal): Promise<Exchange>;
  /** Passwords go into the body of this one request and nowhere else; `newPassword` takes the place of the other. */
  signIn(personId: string, password: string, signal: AbortSignal, newPassword?: string): Promise<Exchange>;
  askIdentity(request: IdentityRequest, signal: AbortSignal): Promise<Exchange>;
  identityStanding(requestId: string, signal: AbortSignal): Promise<Exchange>;
  identity(requestId: string, signal: AbortSignal): Promise<Exchange>;
}
