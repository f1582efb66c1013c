import { fstatSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { importCarried } from './carry/command';
import { CarriedRefusal } from './carry/refusal';
import { createCenter, type RunningCenter } from './center';

const USAGE = `usage: center [--port N] [--host ADDRESS] [--data FOLDER] [--demo --enrolment FILE] [--faults]
              [--operator-token FILE]
       center import FILE [--receipts FILE] [--data FOLDER]
  --port N          12369 unless told; 0 takes a free one
  --host ADDRESS    127.0.0.1 unless told
  --data FOLDER     keys and embedded database; .demo/center unless told
  --demo            enrols the demo seat ZZ01 and its two people
  --enrolment FILE  where the demo seat's enrolment is written; FOLDER/enrolment.json unless told
  --template FILE   keeps an empty database for copying, so that the first start is quick
  --faults          test equipment: POST /_faults, GET /_records; loopback only
  --operator-token FILE  holds the token (16 characters or more) under which GET /operator and /operator.json answer from
                    anywhere; without it they answer on this machine alone. A file: arguments can be read by others
  import FILE       takes in what a seat exported (….hn12369out), prints one line of figures and ends. A center over the
                    embedded database has to be stopped first; beside one over PostgreSQL it runs at any time
  --receipts FILE   where the answer is written that is carried back; beside FILE as ….hn12369in unless told
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
      receipts: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const [command, file, ...others] = positionals;
  if (command === 'import' && file !== undefined && others.length === 0) {
    await importFile(values.data, file, values.receipts);
    return;
  }
  if (command !== undefined) throw new TypeError(positionals.join(' '));
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`--port ${values.port}`);
  const stopped = stopAsked();
  const center = await createCenter({
    folder: values.data,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    templateFile: values.template,
    host: values.host,
    port,
    demoEnrolmentFile: values.demo ? (values.enrolment ?? `${values.data}/enrolment.json`) : undefined,
    faults: values.faults,
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
  process.stderr.write(`${sentence}\n${isUsage ? USAGE : ''}`);
  process.exit(isUsage ? 2 : 1);
});
