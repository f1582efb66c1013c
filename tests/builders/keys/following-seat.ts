import { openIdentity } from '../../../src/center/keys/open-identity';
import { createCenterClient } from '../../../src/main/core/sync/center/center-client';
import type { CenterClient, Exchange } from '../../../src/main/core/sync/ports';
import { CallRecord } from '../../../src/shared/call/record';
import type { KeyKind } from '../../../src/shared/keys/statement';
import type { TestCenter } from '../center';
import type { RunningCore } from '../core';
import { aSeatByCode, type PassingTime } from '../people/center-and-pc';

const gone = { kind: 'failed', cause: 'unreachable', mayHaveArrived: false } as const;

/** A seat over the real contract, whose line can be cut; `change`: something done before or after a request. */
export async function aFollowingSeat(
  center: TestCenter,
  time: PassingTime,
  change: (client: CenterClient) => Partial<CenterClient> = () => ({}),
) {
  const line = { isUp: true };
  const seat = await aSeatByCode(center, time, {
    connectCenter: (options) => {
      const client = createCenterClient(options);
      const when =
        <A extends unknown[]>(ask: (...asked: A) => Promise<Exchange>) =>
        async (...asked: A): Promise<Exchange> =>
          line.isUp ? ask(...asked) : gone;
      const cut: CenterClient = {
        ...client,
        health: when(client.health),
        push: when(client.push),
        ask: when(client.ask),
        bundle: when(client.bundle),
        changes: when(client.changes),
        ledger: when(client.ledger),
        ...(client.keys && { keys: { keys: when(client.keys.keys), tell: when(client.keys.tell) } }),
      };
      return { ...cut, ...change(cut) };
    },
  });
  const desk = seat.core.desk();
  if (desk === undefined) throw new Error('No desk');
  const agent = await seat.window().signIn('p-1001');
  return { seat, desk, agent, line };
}

/** Rolls keys of these kinds, one after the other. */
export async function roll(center: TestCenter, time: PassingTime, ...kinds: KeyKind[]): Promise<void> {
  for (const kind of kinds) await center.keyRolls.roll(kind, 'tester', Math.round(time.now()));
}

/** What the audit says of keys. */
export function keyActs({ core }: RunningCore): string[] {
  return [...(core.desk()?.store.audit.rows() ?? [])]
    .filter(({ act }) => act.startsWith('key') || act.startsWith('escrow'))
    .map(({ act, detail }) => `${act} ${detail}`);
}

/** Every named report at the center, opened with the key that its box names. */
export async function identitiesAt(center: TestCenter): Promise<{ keyId: string; name: string }[]> {
  const records = (await center.records()).map(({ body }) => CallRecord.parse(JSON.parse(body)));
  return Promise.all(
    records.map(async (record) => {
      if (record.disposition !== 'report' || record.sealedIdentity === null) throw new Error('Not sealed');
      const { sealedIdentity, id } = record;
      const pair = center.keys.pairOf('sealing', sealedIdentity.keyId);
      const { name } = await openIdentity({ id, sealedIdentity }, pair);
      return { keyId: sealedIdentity.keyId, name };
    }),
  );
}
