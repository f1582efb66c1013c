import { createHash, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { canonicalJson } from '../../shared/canonical-json';
import { Person } from '../../shared/center-api/enrolment';
import { Roster, type SignedRoster } from '../../shared/center-api/people';
import type { Database, Queries } from '../database/database';
import type { CenterKeys } from '../keys/keys';

/** Under this seat stand the center's own people. */
export const CENTER = '';

export interface NewPerson {
  id: string;
  number: string;
  name: string;
  role: 'agent' | 'supervisor';
  password: string;
}

export interface ListedPerson extends Person {
  isActive: boolean;
}

/** What an operator changes of one person. */
export type PersonChange = { isActive: boolean } | { password: string };

export type RosterAnswer =
  | { kind: 'list'; signed: SignedRoster; etag: string }
  | { kind: 'known'; etag: string }
  /** The center was told nobody there. */
  | { kind: 'none' };

export interface People {
  /** Everybody ever entered at a seat, or at the center. */
  list(seatId: string): Promise<ListedPerson[]>;
  /** A seat's people are exactly these; others stay known and may not sign in. */
  replace(seatId: string, people: readonly Person[], now: number): Promise<void>;
  /** `isFirst`: an operator made the password, and the person makes an own one. */
  add(seatId: string, person: Person, now: number, isFirst?: boolean): Promise<void>;
  /** False where no such person is there. Changing somebody clears their wrong passwords. */
  change(seatId: string, number: string, change: PersonChange, now: number): Promise<boolean>;
  /**
   * Who may sign in at a seat, signed. `known`: whether the seat has the list of this ETag already; then one row is all that
   * is read.
   */
  roster(seatId: string, known: (etag: string) => boolean): Promise<RosterAnswer>;
}

interface Row {
  person_id: string;
  number: string;
  name: string;
  role: string;
  verifier: string;
  is_active: boolean;
}

const COLUMNS = 'person_id, number, name, role, verifier, is_active';

/** Who works where, and how they prove it. Every change raises the number of the seat's list. */
export function createPeople(database: Database, keys: Pick<CenterKeys, 'sign' | 'signing'>): People {
  const list = async (seatId: string): Promise<ListedPerson[]> => {
    const rows = await database.query<Row>(
      `select ${COLUMNS} from people where seat_id = $1 order by number`,
      [seatId],
    );
    return rows.map(personIn);
  };
  return {
    list,
    replace: (seatId, people, now) =>
      database.transaction(async (transaction) => {
        await transaction.query('update people set is_active = false where seat_id = $1', [seatId]);
        for (const person of people) await put(transaction, seatId, person, now);
        await raise(transaction, seatId, now);
      }),
    add: (seatId, person, now, isFirst = false) =>
      database.transaction(async (transaction) => {
        await put(transaction, seatId, person, isFirst ? 0 : now);
        await raise(transaction, seatId, now);
      }),
    change: async (seatId, number, change, now) => {
      const [column, value] =
        'password' in change
          ? (['verifier', await verifierOf(change.password)] as const)
          : (['is_active', change.isActive] as const);
      return database.transaction(async (transaction) => {
        const made = 'password' in change ? ', password_set_at = 0' : '';
        const rows = await transaction.query<{ person_id: string }>(
          `update people set ${column} = $3${made} where seat_id = $1 and number = $2 returning person_id`,
          [seatId, number, value],
        );
        const [row] = rows;
        if (row === undefined) return false;
        await transaction.query('delete from sign_in_failures where seat_id = $1 and person_id = $2', [
          seatId,
          row.person_id,
        ]);
        await transaction.query('delete from sessions where seat_id = $1 and person_id = $2', [
          seatId,
          row.person_id,
        ]);
        await raise(transaction, seatId, now);
        return true;
      });
    },
    roster: async (seatId, known) => {
      // The number first: a list that changes meanwhile is at worst numbered too low, and comes again.
      const [row] = await database.query<{ version: number | string }>(
        'select version from rosters where seat_id = $1',
        [seatId],
      );
      if (row === undefined) return { kind: 'none' };
      const version = Number(row.version);
      const name = `${keys.signing.id}/${seatId}/${String(version)}`;
      const etag = `"${createHash('sha256').update(name).digest('hex')}"`;
      if (known(etag)) return { kind: 'known', etag };
      const active = (await list(seatId)).filter(({ isActive }) => isActive);
      const people = active.map(({ isActive: _, ...person }) => person);
      const body = canonicalJson(Roster.parse({ schema: 1, seatId, version, people }));
      return {
        kind: 'list',
        etag,
        signed: { keyId: keys.signing.id, body, signature: keys.sign(body) },
      };
    },
  };
}

async function put(transaction: Queries, seatId: string, person: Person, setAt: number): Promise<void> {
  const { id, number, name, role, verifier } = person;
  await transaction.query(
    `insert into people (seat_id, person_id, number, name, role, verifier, password_set_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (seat_id, person_id) do update set number = excluded.number, name = excluded.name,
       role = excluded.role, verifier = excluded.verifier, is_active = true, password_set_at =
         case when people.verifier = excluded.verifier then people.password_set_at else excluded.password_set_at end`,
    [seatId, id, number, name, role, verifier, setAt],
  );
}

/** At least the center's time: a center that was restored from a copy is not taken for an older one for ever. */
export async function raise(transaction: Queries, seatId: string, now: number): Promise<void> {
  await transaction.query(
    `insert into rosters (seat_id, version) values ($1, $2)
     on conflict (seat_id) do update set version = greatest(rosters.version + 1, excluded.version)`,
    [seatId, now],
  );
}

function personIn({ person_id: id, number, name, role, verifier, is_active: isActive }: Row): ListedPerson {
  return { ...Person.parse({ id, number, name, role, verifier }), isActive };
}

/** A person with the verifier of a password, which is forgotten: argon2id, 19 MiB, 2 passes; about 60 ms. */
export async function withVerifier({ password, ...person }: NewPerson): Promise<Person> {
  return Person.parse({ ...person, verifier: await verifierOf(password) });
}

export function verifierOf(password: string): Promise<string> {
  return argon2id({
    password,
    salt: randomBytes(16),
    memorySize: 19_456,
    iterations: 2,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
}
