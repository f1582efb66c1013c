// Step 1: what package-lock.json names is in node_modules.
import { existsSync, readFileSync } from 'node:fs';
import { npmCommand, run } from '../base/exec.mjs';
import { at } from '../base/paths.mjs';
import { fail, saying } from '../base/say.mjs';

export const packages = {
  name: 'packages',
  key: null,
  /** npm keeps its own record of what it put there; comparing with it also sees a hand-made `npm install`. */
  isReady() {
    const record = at('node_modules', '.package-lock.json');
    if (!existsSync(record)) return false;
    const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(record, 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, one]) => path === '' || one.optional || present[path]?.integrity === one.integrity,
    );
  },
  async run() {
    const isFirst = !existsSync(at('node_modules', '.package-lock.json'));
    const [npm, ...first] = npmCommand();
    // `ci` clears the folder first; where people already work in it, `install` changes only what differs.
    const args = [...first, isFirst ? 'ci' : 'install', '--ignore-scripts', '--loglevel', 'error'];
    const { code, tail } = await saying('installing the packages of package-lock.json', () => run(npm, args));
    if (code !== 0) {
      fail(
        'the packages could not be installed: check that npm reaches its registry (npm ping) and that the disk ' +
          `has 3 GB free, then start again. npm said:\n${tail}`,
      );
    }
  },
};
