// Where electron-builder.yml takes the native module of Linux packages from, in place of the package's own prebuilt.
import { copyWhole } from '../../base/files.mjs';
import { inRuntime } from '../../base/paths.mjs';
import { compiledStore } from './compile.mjs';

/** Lays it there. @returns {Promise<string>} the file */
export async function layShippedStore(arch) {
  const file = inRuntime('shipped-store', `linux-${arch}.node`);
  copyWhole(await compiledStore({ arch }), file);
  return file;
}
