// `node build/security/electronegativity.mjs findings.csv`: names what a new reading found and nobody has answered yet.
import { readFileSync } from 'node:fs';
import { fail, main, say } from '../base/say.mjs';
import { at } from '../base/paths.mjs';

/** `check` and `file` of each finding in the tool's CSV. */
export function findingsIn(csv) {
  return [...csv.matchAll(/^([A-Z_]+_CHECK),"?\w+"?,"?\w+"?,"([^"]*)"/gm)].map(([, check, file]) => ({
    check,
    file: file?.replace(/^.*?(?=src\/)/, '').replaceAll('\\', '/') ?? '',
  }));
}

/** Findings that no answer is about. */
export function unanswered(findings, answers) {
  return findings.filter(
    (found) =>
      !answers.some(({ check, file }) => check === found.check && (file === '*' || file === found.file)),
  );
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    const file = process.argv[2];
    if (!file) fail('which file of findings?');
    const { answers } = JSON.parse(readFileSync(at('build', 'security', 'electronegativity.json'), 'utf8'));
    const findings = findingsIn(readFileSync(file, 'utf8'));
    const open = unanswered(findings, answers);
    for (const one of open) process.stdout.write(`unanswered: ${one.check} ${one.file}\n`);
    say(`${findings.length} findings, ${open.length} unanswered`);
    return open.length === 0 && findings.length > 0 ? 0 : 1;
  });
}
