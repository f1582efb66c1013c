import { fstatSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { importCarried } from './carry/command';
import { CarriedRefusal } from './carry/refusal';
import { createCenter, type RunningCenter } from './center';
import { listKeys, rollKey } from './keys/command';
import { recoveryCodes } from './keys/escrow';
import { loadKeys } from './keys/keys';
import { decideIdentity } from './identity/command';
import { changePeople, enrol } from './people/command';
import { publishRelease } from './releases/command';

const USAGE = `usage: center [--port N] [--host ADDRESS] [--data FOLDER] [--demo --enrolment FILE] [--faults]
              [--operator-token FILE] [--identity-minutes N]
       center import FILE [--receipts FILE] [--data FOLDER]
       center enrol --seat ZZ02 --unit 4101 [--data FOLDER]
       center people list|add|on|off|password --seat ZZ02|--center [--number N --name NAME --role agent|supervisor]
       center release FOLDER [--data FOLDER]
       center recover KEYFILE [--data FOLDER]
       center roll signing|sealing|recovery [--data FOLDER]
       center keys [--data FOLDER]
       center identity list|approve|refuse [ID] --as NUMBER [--url URL]
  --port N          12369 unless told; 0 takes a free one
  --host ADDRESS    127.0.0.1 unless told
  --data FOLDER     keys and embedded database; .demo/center unless told
  --demo            enrols the demo seat ZZ01 and its two people
  --enrolment FILE  where the demo seat's enrolment is written; FOLDER/enrolment.json unless told
  --template FILE   keeps an empty database for copying, so that the first start is quick
  --faults          test equipment: POST /_faults, GET /_records; loopback only
  --operator-token FILE  holds the token (16 characters or more) under which GET /operator and /operator.json answer from
                    anywhere; without it they answer on this machine alone. A file: arguments can be read by others
  --identity-minutes N  how long an approved identity may be looked at; 15 unless told, 60 at most
  import FILE       takes in what a seat exported (….hn12369out), prints one line of figures and ends. A center over the
                    embedded database has to be stopped first; beside one over PostgreSQL it runs at any time
  --receipts FILE   where the answer is written that is carried back; beside FILE as ….hn12369in unless told
  enrol             prints a one-time code by which a PC becomes the seat; it holds for a day and is not kept
  people            who may sign in at a seat, or at the center itself; seats hear of it at their next round. A password is
                    made here and printed once. Both run as import does: beside a center over PostgreSQL at any time
  release           gives seats a signed release of their program, as npm run sign-release leaves it in FOLDER: checked, copied
                    to FOLDER/release of the data folder, and there whole or not at all; a running center has it at once
  recover           opens the copy of a seat's store key that lies sealed in its key.json, and prints two codes for two
                    persons: on the new PC both go to hn12369-seat --recover. Neither alone says anything; nothing is kept
  roll              makes a new key of a kind; seats follow it by a chain of signatures, and what older keys signed or sealed
                    stays good. It is no help against a stolen key (ARCHITECTURE.md). Runs as import does
  keys              which keys there are, since when, and which of them each seat works with
  identity          what seats ask of reporters' identities, decided by a second person: one of the center's own
                    supervisors, who gives the password on standard input. Asks the running center at URL
DATABASE_URL, where set, names a PostgreSQL server to use instead of the embedded database.
Prints {"listening":"http://…"} on one line. Stops on SIGTERM, SIGINT, or when its parent closes the pipe to it.
`;

/** Starts the center from its command line. Exit codes: 0 stopped in order, 1 could not start, 2 wrong arguments, 3 file not taken in. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '12369' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: '.demo/center' },
      demo: { type: 'boolean', default: false },
      enrolment: { type: 'string' },
      template: { type: 'string' },
      faults: { type: 'boolean', default: false },
      'operator-token': { type: 'string' },
      'identity-minutes': { type: 'string', default: '15' },
      receipts: { type: 'string' },
      seat: { type: 'string' },
      center: { type: 'boolean' },
      unit: { type: 'string' },
      number: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      as: { type: 'string', default: '' },
      url: { type: 'string', default: 'http://127.0.0.1:12369' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const [command, what, more, ...others] = positionals;
  if (others.length > 0) throw new TypeError(positionals.join(' '));
  switch (command) {
    case undefined:
      break;
    case 'import':
      if (what === undefined || more !== undefined) throw new TypeError(positionals.join(' '));
      await importFile(values.data, what, values.receipts);
      return;
    case 'enrol':
      if (what !== undefined) throw new TypeError(positionals.join(' '));
      await tell(values.data, (center) => enrol(center, values, Date.now()));
      return;
    case 'people':
      await tell(values.data, (center) => changePeople(center, what ?? '', values, Date.now()));
      return;
    case 'release':
      if (what === undefined || more !== undefined) throw new TypeError(positionals.join(' '));
      process.stdout.write(`${await publishRelease(what, values.data)}\n`);
      return;
    case 'recover': {
      if (what === undefined || more !== undefined) throw new TypeError(positionals.join(' '));
      const [one, other] = await recoveryCodes(readFileSync(what, 'utf8'), await loadKeys(values.data));
      process.stdout.write(`first person\t${one}\nsecond person\t${other}\nNot kept: hand each on now.\n`);
      return;
    }
    case 'roll':
      if (more !== undefined) throw new TypeError(positionals.join(' '));
      await tell(values.data, (center) => rollKey(center, what ?? '', userInfo().username, Date.now()));
      return;
    case 'keys':
      if (what !== undefined) throw new TypeError(positionals.join(' '));
      await tell(values.data, listKeys);
      return;
    case 'identity': {
      const password = readFileSync(0, 'utf8').split('\n')[0]?.trim() ?? '';
      const { url, as } = values;
      process.stdout.write(`${await decideIdentity(what ?? '', more, { url, as, password })}\n`);
      return;
    }
    default:
      throw new TypeError(positionals.join(' '));
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`--port ${values.port}`);
  const identityMinutes = Number(values['identity-minutes']);
  if (!(identityMinutes > 0 && identityMinutes <= 60)) throw new TypeError('--identity-minutes');
  const stopped = stopAsked();
  const center = await createCenter({
    folder: values.data,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    templateFile: values.template,
    host: values.host,
    port,
    demoEnrolmentFile: values.demo ? (values.enrolment ?? `${values.data}/enrolment.json`) : undefined,
    faults: values.faults,
    identityMs: Math.round(identityMinutes * 60_000),
    operatorToken: readToken(values['operator-token']),
    log: (event) => process.stderr.write(`${JSON.stringify(event)}\n`),
  });
  process.stdout.write(`${JSON.stringify({ listening: center.url })}\n`);
  await stopped;
  await closeInTime(center);
}

function readToken(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const token = readFileSync(file, 'utf8').trim();
  if (!/^[\x21-\x7e]{16,200}$/.test(token)) {
    throw new TypeError('The operator token is 16 to 200 letters, digits or signs in one line.');
  }
  return token;
}

/** Opens the center without listening, for one thing that is told on standard output. */
async function tell(folder: string, run: (center: RunningCenter) => Promise<string>): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const center = await createCenter({ folder, databaseUrl, port: null });
  try {
    process.stdout.write(`${await run(center)}\n`);
  } finally {
    await center.close();
  }
}

/** Exits with 3 where the file was not taken in; then nothing was changed and no answer written. */
async function importFile(folder: string, file: string, answerFile: string | undefined): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  const center = await createCenter({ folder, databaseUrl, port: null });
  try {
    process.stdout.write(`${await importCarried(center, file, answerFile)}\n`);
  } catch (error) {
    if (!(error instanceof CarriedRefusal)) throw error;
    process.stderr.write(`${error.message} Nothing was changed.\n`);
    process.exitCode = 3;
  } finally {
    await center.close();
  }
}

/** Resolves when somebody asks the center to stop. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    // Only a parent's pipe: standing in the background with /dev/null for input is no wish to stop.
    const input = fstatSync(0);
    if (input.isFIFO() || input.isSocket())
      process.stdin.resume().once('end', resolve).once('error', resolve);
  });
}

const CLOSING_MS = 5_000;

async function closeInTime(center: RunningCenter): Promise<void> {
  setTimeout(() => process.exit(0), CLOSING_MS).unref(); // what was acknowledged is on disk already
  await center.close();
  process.exit(0);
}

main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const sentence =
    code === 'EADDRINUSE'
      ? 'Another program listens on this port. Stop it, or choose another with --port.'
      : error instanceof Error
        ? error.message
        : 'The center could not start.';
  process.stderr.write(`${sentence}\n${isUsage ? `\n${USAGE}` : ''}`);
  process.exit(isUsage ? 2 : 1);
});
