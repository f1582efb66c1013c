import { randomBytes } from 'node:crypto';
import { findCity } from '../../shared/catalog/areas';
import { Role } from '../../shared/center-api/enrolment';
import { AgentNumber, SeatId } from '../../shared/ids';
import { codeLetters } from '../../shared/session/enrolment-code';
import { shanghaiTimestamp } from '../../shared/shanghai-time';
import type { RunningCenter } from '../center';
import { CENTER, withVerifier } from './people';

/** What the operator typed after `enrol` or `people`. */
export interface PeopleOptions {
  seat?: string;
  center?: boolean;
  unit?: string;
  number?: string;
  name?: string;
  role?: string;
}

type Parts = Pick<RunningCenter, 'people' | 'codes'>;

/** `center enrol --seat --unit`: the code, once. Throws a TypeError for what is no seat or no unit. */
export async function enrol({ people, codes }: Parts, options: PeopleOptions, now: number): Promise<string> {
  const id = seatIn(options);
  const unitCode = options.unit ?? '';
  if (id === CENTER) throw new TypeError('--center');
  if (findCity(unitCode) === undefined)
    throw new TypeError(`--unit ${unitCode}: one of the 18 units, e.g. 4101`);
  if (!(await people.list(id)).some(({ isActive }) => isActive)) {
    throw new TypeError(
      `Nobody works at ${id} yet: center people add --seat ${id} --number … --name … --role supervisor`,
    );
  }
  const { code, expiresAt } = await codes.make({ id, unitCode }, now);
  return `${code}\nFor ${id}, once, until ${shanghaiTimestamp(expiresAt)}. It is not kept: write it down now, or make another.`;
}

/** `center people list|add|on|off|password`. Returns what the operator is told; a password is told once. */
export async function changePeople(
  { people }: Pick<Parts, 'people'>,
  what: string,
  options: PeopleOptions,
  now: number,
): Promise<string> {
  const seatId = seatIn(options);
  if (what === 'list') {
    const listed = await people.list(seatId);
    return listed
      .map(({ number, name, role, isActive }) => [number, name, role, isActive ? 'on' : 'off'].join('\t'))
      .join('\n');
  }
  const number = AgentNumber.safeParse(options.number);
  if (!number.success) throw new TypeError(`--number ${options.number ?? ''}: two to six digits`);
  const password = firstPassword();
  const told = `${number.data}\tpassword\t${password}\nIt is not kept: hand it on now. It is over with the first sign-in.`;
  switch (what) {
    case 'add': {
      const role = Role.safeParse(options.role);
      if (!role.success || !options.name) throw new TypeError('--name NAME --role agent|supervisor');
      if ((await people.list(seatId)).some((person) => person.number === number.data)) {
        throw new TypeError(`${number.data} is there already: center people on|password`);
      }
      const id = `p-${number.data}`;
      const person = { id, number: number.data, name: options.name, role: role.data, password };
      await people.add(seatId, await withVerifier(person), now, true);
      return told;
    }
    case 'password':
      return changed(await people.change(seatId, number.data, { password }, now), number.data, told);
    case 'on':
    case 'off': {
      const isActive = what === 'on';
      return changed(
        await people.change(seatId, number.data, { isActive }, now),
        number.data,
        `${number.data}\t${what}`,
      );
    }
    default:
      throw new TypeError(`people ${what}`);
  }
}

/** `Zxxxx-xxxx-xxxx`: sixty bits, three of the four kinds of signs. */
function firstPassword(): string {
  const letters = codeLetters(randomBytes(8), 12).toLowerCase();
  const [first = '', second = '', third = ''] = letters.match(/.{4}/g) ?? [];
  return `Z${first}-${second}-${third}`;
}

function changed(wasThere: boolean, number: string, told: string): string {
  if (!wasThere) throw new TypeError(`Nobody has the number ${number} there.`);
  return told;
}

function seatIn({ seat, center }: PeopleOptions): string {
  if (center === true && seat === undefined) return CENTER;
  const id = SeatId.safeParse(seat);
  if (!id.success || center === true)
    throw new TypeError('--seat ZZ02, or --center for the center’s own people');
  return id.data;
}
