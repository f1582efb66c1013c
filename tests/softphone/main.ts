// A softphone on the command line, for trying the seat by hand: see USAGE.
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Softphone } from './softphone';

const USAGE = `usage: softphone --port PORT --token TOKEN [--link] COMMAND…
  ring NUMBER   a call comes in; the number may be left out with "ring -"
  answer        the handset is taken up
  hang-up       the line is dead
  wait SECONDS  between two of them
Several commands make a script: softphone --port 41236 --token … ring 13800001234 wait 3 answer wait 20 hang-up
Without a command it reads them from its input, one a line. --link prints the links (hn12369://call?…) instead of sending.
Settings of the seat, as a supervisor, show port and token.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, token: { type: 'string' }, link: { type: 'boolean', default: false } },
});
const { port, token, link } = values;
if (port === undefined || token === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const phone = new Softphone({ address: `http://127.0.0.1:${port}/events`, token });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs one command with what it needs of the words after it; returns the words left. */
async function run([command = '', ...rest]: string[]): Promise<string[]> {
  switch (command) {
    case 'ring': {
      const [number = '-', ...left] = rest;
      const shown = number === '-' ? undefined : number;
      if (link) phone.dial(shown);
      say(link ? phone.link('ring') : `ring: ${await phone.ring(shown)}`);
      return left;
    }
    case 'answer':
      say(link ? phone.link('answer') : `answer: ${await phone.answer()}`);
      return rest;
    case 'hang-up':
      say(link ? phone.link('hang_up') : `hang-up: ${await phone.hangUp()}`);
      return rest;
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, Number(rest[0] ?? 1) * 1000));
      return rest.slice(1);
    default:
      process.stderr.write(USAGE);
      process.exit(2);
  }
}

let words = positionals;
while (words.length > 0) words = await run(words);
if (positionals.length === 0) {
  for await (const line of createInterface({ input: process.stdin })) {
    let left = line.trim().split(/\s+/).filter(Boolean);
    while (left.length > 0) left = await run(left);
  }
}
