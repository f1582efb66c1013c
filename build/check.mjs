// `npm run check`: types, lint, dependency rule, formatting. `npm run typecheck` and `npm run lint` run some of them.
import { fail, main, say } from './base/say.mjs';
import { CHECKS, checkOf } from './checks.mjs';
import { setUp } from './setup.mjs';

const GROUPS = { lint: ['lint', 'dependencies'] };

await main(async () => {
  const words = process.argv.slice(2).flatMap((word) => GROUPS[word] ?? [word]);
  const names = words.length > 0 ? [...new Set(words)] : Object.keys(CHECKS);
  const unknown = names.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown) fail(`no check "${unknown}": there are ${Object.keys(CHECKS).join(', ')}.`);
  await setUp({ last: 'node' });
  let failed = 0;
  for (const name of names) {
    const { ok, said } = await checkOf(name)();
    say(`${ok ? 'passed' : 'FAILED'}: ${name}`);
    if (!ok) {
      failed += 1;
      process.stdout.write(`${said}\n`);
    }
  }
  return failed === 0 ? 0 : 1;
});
