import { IdentityStanding, IdentityWaiting } from '../../shared/center-api/identity';
import { ProblemDetails } from '../../shared/center-api/messages';
import { SessionAnswer } from '../../shared/center-api/people';
import { shanghaiTimestamp } from '../../shared/shanghai-time';

export interface IdentityOptions {
  url: string;
  /** Number of the person who decides, one of the center's own. */
  as: string;
  password: string;
}

/**
 * `center identity list|approve|refuse [ID]`: the second person of R-17, over the running center's own contract. Nothing
 * of an identity is ever told here.
 */
export async function decideIdentity(
  what: string,
  requestId: string | undefined,
  { url, as, password }: IdentityOptions,
): Promise<string> {
  const ask = async (path: string, body?: unknown, token?: string): Promise<unknown> => {
    const answer = await fetch(`${url}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (answer.ok) return said;
    throw new Error(`Refused: ${ProblemDetails.parse(said).type.split(':').at(-1) ?? answer.status}`);
  };
  const { token } = SessionAnswer.parse(await ask('sessions', { personId: `p-${as}`, password }));
  if (what === 'list' && requestId === undefined) {
    const { requests } = IdentityWaiting.parse(await ask('identity-requests', undefined, token));
    return requests
      .map((each) =>
        [
          each.requestId,
          shanghaiTimestamp(each.askedAt),
          each.seatId,
          each.askedBy,
          each.purpose,
          each.recordId,
          each.reason,
        ].join('\t'),
      )
      .join('\n');
  }
  if ((what !== 'approve' && what !== 'refuse') || requestId === undefined) {
    throw new TypeError(`identity ${what} ${requestId ?? ''}`);
  }
  const decision = what === 'approve' ? 'approved' : 'refused';
  const standing = IdentityStanding.parse(
    await ask(`identity-requests/${encodeURIComponent(requestId)}/approval`, { decision }, token),
  );
  const until = standing.expiresAt === null ? '' : ` until ${shanghaiTimestamp(standing.expiresAt)}`;
  return `${standing.state}${until}`;
}
