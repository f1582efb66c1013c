// `npm test [-- PART …]`: set-up, then every part, counted; the last line is "N passed, N failed".
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { run, untilExit } from './base/exec.mjs';
import { at, inRuntime } from './base/paths.mjs';
import { fail, main, say, saying } from './base/say.mjs';
import { checkOf } from './checks.mjs';
import { setUp } from './setup.mjs';
import { toolEnv, toolNode } from './steps/node.mjs';
import { ensureInstallerTools, ensureKeyRing, ensurePaperReaders } from './steps/system-libraries.mjs';
import { TYPESCRIPT } from './typescript.mjs';

const STATIC = ['typecheck', 'lint', 'dependencies'];
const QUICK = ['unit', 'migrations', 'integration', 'contract'];
const VIEWS = 'views';
const REAL_WINDOW = 'end-to-end';
const PACKAGES = 'packages';
const RELIABILITY = 'reliability';
const PARTS = [...STATIC, ...QUICK, VIEWS, REAL_WINDOW, PACKAGES, RELIABILITY];
const KILLS = 50;
const LIMIT_MS = 40 * 60_000;

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

await main(async () => {
  try {
    await runParts(process.argv.slice(2));
  } catch (error) {
    total.failed += 1;
    throw error;
  } finally {
    process.on('exit', () => {
      // Again at the end, because a record of the run may hold its tail alone.
      for (const one of failures) process.stdout.write(`failed: ${one}\n`);
      const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
      process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
    });
  }
  return total.failed === 0 ? 0 : 1;
});

async function runParts(words) {
  const unknown = words.find((word) => !PARTS.includes(word));
  if (unknown) fail(`no part "${unknown}": there are ${PARTS.join(', ')}.`);
  const isWanted = (part) => words.length === 0 || words.includes(part);
  await setUp({
    last: [VIEWS, REAL_WINDOW, PACKAGES, RELIABILITY, 'integration'].some(isWanted) ? 'bundle' : 'native',
  });
  for (const name of STATIC.filter(isWanted)) await check(name);
  if (isWanted('integration') || isWanted(REAL_WINDOW)) await ensurePaperReaders();
  const quick = QUICK.filter(isWanted);
  if (quick.length > 0) await vitest('tests', quick);
  if (isWanted(VIEWS)) await vitest('every view', [VIEWS]);
  if (isWanted(REAL_WINDOW)) {
    await ensureKeyRing();
    await vitest('window tests', [REAL_WINDOW]);
  }
  if (isWanted(PACKAGES)) {
    await ensureInstallerTools();
    await vitest('packages installed', [PACKAGES]);
  }
  if (isWanted(RELIABILITY)) await reliability();
}

function count(name, ok, said = '') {
  total[ok ? 'passed' : 'failed'] += 1;
  say(`${ok ? 'passed' : 'FAILED'}: ${name}`);
  if (!ok && said) process.stdout.write(`${said}\n`);
  if (!ok) failures.push(firstLines(name, said));
}

function firstLines(name, said) {
  return [name, ...said.split('\n').filter(Boolean).slice(0, 6)].join('\n  ');
}

async function check(name) {
  const { ok, said } = await saying(name, checkOf(name));
  count(name, ok, said);
}

async function vitest(title, projects) {
  const report = inRuntime(`vitest-${projects[0]}.json`);
  rmSync(report, { force: true });
  say(`${title}: ${projects.join(', ')}`);
  const args = [at('node_modules', 'vitest', 'vitest.mjs'), 'run'];
  for (const project of projects) args.push('--project', project);
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  const child = spawn(toolNode(), args, {
    cwd: at(),
    env: { ...process.env, ...toolEnv() },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  const code = await untilExit(child);
  const counted = countsOf(report);
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped;
  // A runner that crashed, hung or saw an error outside any test has failed, whatever its report counted.
  if (code !== 0 && counted.failed === 0)
    count(`${title} as a whole`, false, `the runner ended with code ${code}`);
}

/** A file that can't even be loaded counts as one failure: it holds tests that did not run. */
function countsOf(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(report)) return counts;
  for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const states = file.assertionResults.map((one) => one.status);
    for (const one of file.assertionResults.filter(({ status }) => status === 'failed'))
      failures.push(firstLines(one.fullName, one.failureMessages.join('\n')));
    if (file.status === 'failed' && !states.includes('failed'))
      failures.push(firstLines(file.name, file.message ?? ''));
    const failed = states.filter((state) => state === 'failed').length;
    counts.passed += states.filter((state) => state === 'passed').length;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length;
  }
  return counts;
}

async function reliability() {
  const args = [...TYPESCRIPT, at('tests', 'reliability', 'main.ts'), '--kills', String(KILLS)];
  const { code, output, tail } = await saying(`${RELIABILITY}: ${KILLS} kills`, () =>
    run(toolNode(), args, { env: toolEnv(), timeoutMs: LIMIT_MS }),
  );
  const last = output.trim().split('\n').at(-1) ?? '';
  const ok = code === 0 && isClean(last);
  if (ok) say(last);
  count(RELIABILITY, ok, `${last}\n${tail}`);
  await disk();
}

/** The short ones of `npm run reliability`: power cuts, full disk, damaged pages, interrupted upgrade and backup. */
async function disk() {
  const args = [...TYPESCRIPT, at('tests', 'reliability', 'main.ts'), '--quick'];
  const { code, output, tail } = await saying(`${RELIABILITY}: the disk`, () =>
    run(toolNode(), args, { env: toolEnv(), timeoutMs: LIMIT_MS }),
  );
  if (code === 0) process.stdout.write(output);
  count(`${RELIABILITY}: the disk`, code === 0, `${output}\n${tail}`);
}

function isClean(line) {
  try {
    const { kills, acknowledged, lost, doubled, corrupt } = JSON.parse(line);
    return kills === KILLS && acknowledged > 0 && lost === 0 && doubled === 0 && corrupt === 0;
  } catch {
    return false;
  }
}
