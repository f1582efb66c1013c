import { KEY_KINDS, KeyKind } from '../../shared/keys/statement';
import { shanghaiTimestamp } from '../../shared/shanghai-time';
import type { RunningCenter } from '../center';

type Parts = Pick<RunningCenter, 'keys' | 'keyRolls'>;

const WHAT_FOLLOWS: Record<KeyKind, string> = {
  signing:
    'Seats follow with their next look, or with the next answer carried to them. Codes for enrolment that were open have ended: ' +
    'make new ones. The old private half is gone; what it signed stays proved.',
  sealing:
    'New reports are sealed to it once their seat has heard of it. The old key stays: what is sealed to it is taken in and opened.',
  recovery:
    'Each seat renews its escrow and says so (center keys). The old key stays: it opens the escrow of seats that have not, and of backups.',
};

/** `center roll signing|sealing|recovery`. Throws a TypeError for another word. */
export async function rollKey(
  { keys, keyRolls }: Parts,
  what: string,
  by: string,
  now: number,
): Promise<string> {
  const kind = KeyKind.safeParse(what);
  if (!kind.success) throw new TypeError(`roll ${what}: ${KEY_KINDS.join(', ')}`);
  const before = keys[kind.data].id;
  const { seq, key } = await keyRolls.roll(kind.data, by, now);
  return [
    ['rolled', kind.data, before, key.id, `no. ${seq}`].join('\t'),
    WHAT_FOLLOWS[kind.data],
    'Back up center-keys.json now: no copy made before this holds the new key.',
  ].join('\n');
}

/** `center keys`: the ring, and which key each seat works with. No secret is in it. */
export async function listKeys({ keys, keyRolls }: Parts): Promise<string> {
  const time = (at: number | null, none: string) => (at === null ? none : shanghaiTimestamp(at));
  const ring = KEY_KINDS.flatMap((kind) =>
    keys
      .list(kind)
      .map(({ id, since, until }) =>
        [
          kind,
          id,
          `since ${time(since, 'the beginning')}`,
          until === null ? 'in force' : `until ${time(until, '')}`,
        ].join('\t'),
      ),
  );
  const seats = await keyRolls.seats();
  const told = seats.map(({ seatId, toldAt, ...inUse }) => {
    const behind = KEY_KINDS.filter((kind) => inUse[kind] !== keys[kind].id);
    const standing = behind.length === 0 ? 'up to date' : `behind: ${behind.join(', ')}`;
    const used = KEY_KINDS.map((kind) => inUse[kind] ?? '-');
    return [seatId, ...used, shanghaiTimestamp(toldAt), standing].join('\t');
  });
  if (keys.statements.length === 0) return [...ring, 'No key was rolled yet.'].join('\n');
  return [...ring, '', ...(told.length > 0 ? told : ['No seat has said yet that it follows.'])].join('\n');
}
