// What the person at the terminal reads: one line a step, one sentence when it can't go on.
const started = Date.now();

/** An expected end: the message says what went wrong and what to do. Anything else thrown is a bug of ours. */
export class SetupFailure extends Error {}

/** @returns {never} */
export function fail(sentence) {
  throw new SetupFailure(sentence);
}

export function say(line) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(5);
  process.stderr.write(`[${seconds} s] ${line}\n`);
}

/** Awaits `work` and says every ten seconds that it still goes on, so that a slow network never looks like a hang. */
export async function saying(line, work) {
  say(`${line} …`);
  const begun = Date.now();
  const beat = setInterval(
    () => say(`${line} … still going, ${Math.round((Date.now() - begun) / 1000)} s`),
    10_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** Runs a command line tool's main function; a SetupFailure ends it with its sentence and exit code 1. */
export async function main(work) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Leaving by exit() lets those who started children end them. A child in the foreground gets the signal instead.
    const leave = () => void (process.listenerCount(signal) === 1 && process.exit(130));
    process.on(signal, leave);
  }
  try {
    process.exitCode = (await work()) ?? process.exitCode ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SetupFailure) process.stderr.write(`\nFailed: ${error.message}\n`);
    else process.stderr.write(`\nFailed unexpectedly (a bug in build/): ${error?.stack ?? error}\n`);
  }
}
