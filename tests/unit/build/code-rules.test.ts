import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Each breaks one rule; the plain file that it imports breaks none. */
const PLANTED: [file: string, source: string, rule: string][] = [
  ['src/shared/a.ts', "import 'node:fs';", 'shared-is-pure'],
  ['src/shared/b.ts', "import 'react';", 'shared-is-pure'],
  ['src/main/core/calls/a.ts', "import 'electron';", 'electron-only-in-shell'],
  ['src/main/core/calls/b.ts', "import '../../shell/plain';", 'core-knows-no-shell'],
  ['src/main/core/calls/c.ts', "import 'better-sqlite3';", 'sqlite-only-in-store'],
  ['src/main/core/calls/d.ts', "import 'axios';", 'network-only-in-sync'],
  ['src/main/core/telephony/telephony.ts', "import 'node:http';", 'network-only-in-sync'],
  ['src/main/core/telephony/endpoint.ts', "import 'node:http'; import 'node:net';", 'telephony-only-listens'],
  ['src/main/core/practice/a.ts', "import '../sync/center/center-client';", 'practice-has-no-way-out'],
  ['src/main/core/calls/e.ts', "import '../../../renderer/plain';", 'main-stands-alone'],
  ['src/main/shell/a.ts', "import '../core/store/plain';", 'shell-knows-the-core-by-its-ports'],
  ['src/renderer/a.ts', "import '../main/shell/plain';", 'renderer-stands-alone'],
  ['src/renderer/b.ts', "import 'node:path';", 'renderer-has-no-node'],
  ['src/renderer/c.ts', "import 'axios';", 'renderer-has-no-node'],
  ['src/renderer/features/queue/a.ts', "import '../intake/plain';", 'feature-through-its-index'],
  ['src/renderer/shell/a.ts', "import '../features/intake/plain';", 'feature-through-its-index-from-outside'],
  ['src/renderer/ui/a.ts', "import '../features/intake';", 'ui-knows-no-feature'],
  ['src/renderer/d.ts', "import '../shared/catalog/pinyin';", 'pinyin-when-needed'],
  ['src/main/core/calls/f.ts', "import '../../../shared/catalog/pinyin';", 'pinyin-when-needed'],
  ['src/center/a.ts', "import '../main/core/store/plain';", 'center-stands-alone'],
  ['src/shared/ring/a.ts', "import { b } from './b'; export const a = () => b;", 'no-cycles'],
];
const PLAIN: Record<string, string> = {
  'src/main/shell/plain.ts': "import 'electron';",
  'src/main/core/store/plain.ts': "import 'better-sqlite3';",
  'src/main/core/sync/center/center-client.ts': "import 'axios';",
  'src/main/core/sync/plain.ts': "import 'axios'; import '../store/plain';",
  'src/renderer/plain.ts': "import '../shared/plain'; import 'react';",
  'src/renderer/features/intake/plain.ts': "import '../queue';",
  'src/renderer/features/intake/index.ts': "import './plain';",
  'src/renderer/features/queue/index.ts': 'export const queue = 1;',
  'src/shared/plain.ts': "import 'zod';",
  'src/shared/catalog/pinyin.ts': "import 'pinyin-pro';",
  'src/renderer/lazy.ts': "export const load = () => import('../shared/catalog/pinyin');",
  'src/shared/ring/b.ts': "import { a } from './a'; export const b = () => a;",
};

interface Violation {
  from: string;
  rule: { name: string };
}

describe('the dependency rule', () => {
  let folder: string;
  let violations: Violation[];

  beforeAll(async () => {
    mkdirSync('.runtime', { recursive: true });
    folder = mkdtempSync(resolve('.runtime', 'planted-'));
    for (const [file, source] of [...PLANTED, ...Object.entries(PLAIN)]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${source}\nexport {};\n`);
    }
    violations = await cruise(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(PLANTED)('%s: %s breaks %s', (file, _source, rule) => {
    const broken = violations.filter((one) => one.from === file).map((one) => one.rule.name);
    expect(broken).toContain(rule);
  });

  it('lets through what keeps it', () => {
    const guilty = new Set([...PLANTED.map(([file]) => file), 'src/shared/ring/b.ts']);
    expect(violations.filter((one) => !guilty.has(one.from))).toEqual([]);
  });
});

describe('the lint rules', () => {
  const lint = new ESLint({ cwd: resolve('.') });

  it.each([
    ['src/renderer/features/queue/a.tsx', 'no-restricted-syntax', "export const title = '待报送';"],
    ['src/renderer/features/queue/a.tsx', 'no-restricted-syntax', 'export const Title = () => <b>回执</b>;'],
    [
      'src/renderer/features/queue/a.tsx',
      'no-restricted-syntax',
      'export const title = (n: number) => `${n} 件`;',
    ],
    ['src/renderer/a.ts', 'no-restricted-globals', "export const get = () => fetch('/');"],
    ['src/main/core/a.ts', 'no-restricted-syntax', 'export default 1;'],
    ['src/main/core/a.ts', '@typescript-eslint/no-explicit-any', 'export const a: any = 1;'],
    ['src/main/core/a.ts', 'max-lines', `export const a = 1;${'\n// long'.repeat(400)}`],
    ['src/main/core/a.ts', 'no-console', "console.log('called'); export {};"],
    ['src/shared/a.ts', '@typescript-eslint/ban-ts-comment', '// @ts-ignore\nexport const a = 1;'],
  ])('%s breaks %s', async (filePath, rule, source) => {
    const [result] = await lint.lintText(source, { filePath: resolve(filePath) });
    expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
  });

  it('can not be switched off in a file', async () => {
    const source = '/* eslint-disable */\nexport const a: any = 1;';
    const [result] = await lint.lintText(source, { filePath: resolve('src/main/core/a.ts') });
    expect(result?.errorCount).toBeGreaterThan(0);
  });
});

function cruise(cwd: string): Promise<Violation[]> {
  const tool = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [tool, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', 'src'];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (stdout === '') failed(error ?? new Error('dependency-cruiser said nothing'));
      else done(JSON.parse(stdout).summary.violations);
    });
  });
}
