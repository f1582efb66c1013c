import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER_LIMIT = 12;
const DRAWERS = /^(utils?|helpers?|common|misc|managers?|stuff)$/i;

/** Files of the repo, and those about to be; not what machines make. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(src|build|tests)\//.test(file));

describe('the layout', () => {
  it(`has no folder of over ${FOLDER_LIMIT} files`, () => {
    const sizes = new Map<string, number>();
    for (const file of files) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
    // Migrations are one row of numbers: nobody looks for one among many.
    const large = [...sizes].filter(
      ([folder, size]) => size > FOLDER_LIMIT && basename(folder) !== 'migrations',
    );
    expect(large).toEqual([]);
  });

  it('has no drawers: a folder or file is named for what it holds', () => {
    const words = files.flatMap((file) => [...dirname(file).split('/'), basename(file).split('.')[0] ?? '']);
    expect(words.filter((word) => DRAWERS.test(word))).toEqual([]);
  });

  it('names files in kebab-case, components in PascalCase', () => {
    const wrong = files.filter((file) => {
      const name = basename(file);
      if (/\.tsx$/.test(name)) return !/^([A-Z][A-Za-z0-9]*|main)(\.test)?\.tsx$/.test(name);
      return /\.(ts|mjs|cjs)$/.test(name) && !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|mjs|cjs)$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  it('has every source that a build script names', () => {
    const named = files
      .filter((file) => file.startsWith('build/') && file.endsWith('.mjs'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bat\(((?:'[^']+'(?:, )?)+)\)/g)])
      .map(([, words = '']) => words.replaceAll("'", '').split(', ').join('/'))
      .filter((path) => /^(src|tests)\/.*\.(ts|tsx|mjs|cjs|json)$/.test(path));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  });
});
