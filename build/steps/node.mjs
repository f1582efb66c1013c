// Step 2: a Node new enough for the tools, with its headers: the machine's own, or one from the registry.
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../base/exec.mjs';
import { fillWhole, linkTree } from '../base/files.mjs';
import { inCache, inRuntime } from '../base/paths.mjs';
import { unpackFromRegistry } from '../base/registry-package.mjs';
import { fail, say } from '../base/say.mjs';
import { NODE } from '../pins.mjs';

const here = `${process.platform}-${process.arch}`;
const fetched = () =>
  process.platform === 'win32' ? inRuntime('node', 'bin', 'node.exe') : inRuntime('node', 'bin', 'node');

/** True if this process's own Node will do. */
function ownIsEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = NODE.atLeast;
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

/** The Node that runs the tools. */
export const toolNode = () => (existsSync(fetched()) ? fetched() : process.execPath);

/** Environment in which `node` and `npx`-style programs find that Node first. */
export function toolEnv() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { PATH: [dirname(toolNode()), process.env.PATH ?? ''].join(separator) };
}

/** Folder with include/node/node_api.h, for compiling. */
export const headerFolder = () => dirname(dirname(toolNode()));

export const node = {
  name: 'node',
  key: () => NODE.version,
  isReady: () => existsSync(fetched()) || ownIsEnough(),
  async run() {
    if (ownIsEnough()) return;
    const wanted = NODE.packages[here];
    if (!wanted) {
      fail(
        `this machine's Node is ${process.versions.node} and the registry has no newer one for ${here}: ` +
          `install Node ${NODE.version} or newer by hand, then start again.`,
      );
    }
    const cached = inCache(`node-${NODE.version}-${here}`);
    if (!existsSync(cached)) {
      await fillWhole(cached, (folder) => unpackFromRegistry({ ...wanted, version: NODE.version }, folder));
    }
    await fillWhole(inRuntime('node'), (folder) => linkTree(cached, folder));
    const { code, tail } = await run(fetched(), ['--version']);
    if (code !== 0) {
      rmSync(cached, { recursive: true, force: true });
      rmSync(join(inRuntime('node')), { recursive: true, force: true });
      fail(`the fetched Node ${NODE.version} does not run on this machine: ${tail}`);
    }
    say(
      `Node ${NODE.version} for the tools is in .runtime/node (the machine's own is ${process.versions.node})`,
    );
  },
};
