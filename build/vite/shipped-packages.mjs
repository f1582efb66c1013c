// Notes which packages' code went into a bundle: what is shipped comes from devDependencies, so no lock file can tell.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '/node_modules/';

/** Folder of the package that a module lies in; undefined for our own modules. */
export function packageFolderOf(id) {
  const path = id
    .replace(/^\0+/, '')
    .replace(/^[\w-]+:(?=\/)/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/');
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) return undefined;
  const inside = path.slice(at + FOLDER.length).split('/');
  const name = inside[0]?.startsWith('@') ? inside.slice(0, 2).join('/') : inside[0];
  return join(path.slice(0, at + FOLDER.length), name ?? '');
}

/** Helpers that the bundler puts in of its own. */
function bundlerOf(id) {
  if (id.startsWith('\0vite/')) return 'vite';
  return id.startsWith('\0rolldown/') ? 'rolldown' : undefined;
}

/** Writes `packages-NAME.json` beside the bundle: name, version and place of each package with a module in it. */
export function shippedPackages(name) {
  return {
    name: 'shipped-packages',
    generateBundle(_options, bundle) {
      const folders = new Set();
      const lost = new Set();
      for (const output of Object.values(bundle)) {
        for (const id of output.type === 'chunk' ? Object.keys(output.modules) : []) {
          const bundler = bundlerOf(id);
          const folder = bundler ? join(process.cwd(), 'node_modules', bundler) : packageFolderOf(id);
          if (folder !== undefined) folders.add(folder);
          else if (!/[\\/]src[\\/]|[\\/]assets[\\/]/.test(id)) lost.add(id);
        }
      }
      if (lost.size > 0) this.warn(`of no known package: ${[...lost].slice(0, 5).join(', ')}`);
      const packages = [...folders].sort().map((folder) => {
        const { name: called, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        return {
          name: called,
          version,
          folder: folder.slice(folder.indexOf(FOLDER) + 1).replaceAll('\\', '/'),
        };
      });
      const source = `${JSON.stringify({ packages, lost: [...lost] }, null, 1)}\n`;
      this.emitFile({ type: 'asset', fileName: `packages-${name}.json`, source });
    },
  };
}
