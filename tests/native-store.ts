// NATIVE_STORE=FILE: the tests run over that native module of the store in place of the one in node_modules.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const file = process.env['NATIVE_STORE'];
if (file !== undefined) {
  const load = createRequire(import.meta.url);
  const binding = load(resolve('node_modules', 'better-sqlite3', 'lib', 'binding.js')) as {
    getBinding: (named: unknown) => unknown;
  };
  const { getBinding } = binding;
  binding.getBinding = (named) => getBinding(named ?? resolve(file));
}
