// The scripts of package.json that need the tools' Node: `node build/run.mjs TASK [its arguments]`.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openDisplay } from './base/display.mjs';
import { runShown } from './base/exec.mjs';
import { at } from './base/paths.mjs';
import { fail, main, say } from './base/say.mjs';
import { writeManifest } from './package/manifest.mjs';
import { setUp } from './setup.mjs';
import { toolEnv, toolNode } from './steps/node.mjs';
import { TYPESCRIPT } from './typescript.mjs';

const [task = '', ...rest] = process.argv.slice(2);
const node = (args, env = {}) => runShown(toolNode(), args, { env: { ...toolEnv(), ...env } });
const program = (name) => at('node_modules', ...name.split('/'));

const TASKS = {
  /** Builds dist/ if a source changed. */
  build: () => setUp(),
  /** Packages what this machine can package. */
  async dist() {
    await setUp();
    return node([at('build', 'dist.mjs'), ...rest]);
  },
  /** The reference center alone; on PostgreSQL when DATABASE_URL is set. */
  async center() {
    await setUp();
    const args =
      rest.length > 0 ? rest : ['--demo', '--port', '12369', '--data', at('.demo', 'center-alone')];
    return node([at('dist', 'center', 'server.cjs'), ...args]);
  },
  /** Signs a folder of packages for `--stage-update`: `release -- FOLDER KEY.pem [MINIMUM]`. */
  async 'sign-release'() {
    await setUp({ last: 'node' });
    const [folder, keyFile, minimum] = rest;
    if (!folder || !keyFile)
      fail('sign what by which key? npm run sign-release -- FOLDER KEY.pem [MINIMUM-VERSION]');
    const here = (file) => resolve(process.env['INIT_CWD'] ?? '.', file);
    const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
    const release = {
      folder: here(folder),
      keyFile: here(keyFile),
      version,
      minimumVersion: minimum ?? '0.0.0',
    };
    const { file, publicKey, packages } = writeManifest(release);
    say(`signed ${packages.join(', ')}: ${file}`);
    say(`a policy believes it with "releaseKey": "${publicKey}"`);
    return 0;
  },
  async bench() {
    await setUp();
    return script('tests/bench/main.ts', rest, await screen());
  },
  async reliability() {
    await setUp();
    if (rest[0] === '--fuzz') return fuzz(rest[1] ?? '1000');
    return script('tests/reliability/main.ts', rest, {});
  },
  /** The handbooks' pictures anew, from the window as it is now. */
  async handbook() {
    await setUp();
    return script('tests/window/handbook-pictures.ts', rest, {});
  },
  /** A telephone on the command line. */
  async softphone() {
    await setUp({ last: 'node' });
    return script('tests/softphone/main.ts', rest, {});
  },
  /** The shipped rules over a file of callers' texts, by the functions that the form calls. */
  async evaluate() {
    await setUp({ last: 'node' });
    // A file is named from where the command was typed.
    const files = rest.map((file) => resolve(process.env['INIT_CWD'] ?? '.', file));
    return script('tests/evaluate/main.ts', files, {});
  },
  /** The weights of the rules anew from the labelled texts: `lead` or `matters`. Each author is judged by the others. */
  async fit() {
    await setUp({ last: 'node' });
    const labelled = (folder, names) =>
      names.split(' ').map((name) => at('tests', 'fixtures', folder, `${name}.jsonl`));
    const model = (name) => at('src', 'center', 'bundle', '2026.2', 'models', `${name}-weights.json`);
    const own = labelled('labelled', 'own hard');
    const callers = (names) => labelled('callers', names);
    const beside = [...own, ...callers('g')].flatMap((file) => ['--beside', file]);
    const args = {
      lead: [...beside, ...callers('a b c e f'), '--out', model('lead')],
      matters: ['--write', model('matters'), ...own, ...callers('a b c e f h')],
    }[rest[0] ?? ''];
    if (args === undefined) fail('fit what? There are lead and matters.');
    return script(`tests/evaluate/fit-${rest[0]}.ts`, args, {});
  },
  /** Types of the center's contract, from its OpenAPI document. */
  async 'api-types'() {
    await setUp({ last: 'node' });
    const [from, to] = ['openapi.yaml', 'openapi.d.ts'].map((file) =>
      at('src', 'shared', 'center-api', file),
    );
    return node([program('openapi-typescript/bin/cli.js'), from, '-o', to]);
  },
  async format() {
    await setUp({ last: 'node' });
    return node([program('prettier/bin/prettier.cjs'), '--write', '--log-level', 'warn', '.']);
  },
};

/** Each fuzz test N cases long, from another seed each time; what fails is told with its seed (`SEED=… FUZZ=…`). */
const fuzz = (runs) =>
  node([program('vitest/vitest.mjs'), 'run', 'tests/integration/fuzz'], {
    FUZZ: runs,
    SEED: process.env['SEED'] ?? 'random',
  });

const script = (file, args, env) => node([...TYPESCRIPT, at(...file.split('/')), ...args], env);

async function screen() {
  const { display, isVirtual } = await openDisplay();
  if (isVirtual) say(`no display here: windows open on a virtual one (Xvfb, DISPLAY=${display})`);
  return display ? { DISPLAY: display } : {};
}

await main(() => {
  const work = Object.hasOwn(TASKS, task) ? TASKS[task] : null;
  return work ? work() : fail(`no task "${task}": there are ${Object.keys(TASKS).join(', ')}.`);
});
