// What a bundler does beyond stripping types: file endings left out, `?raw`, JSON without an attribute. Loaded by --import.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const ENDINGS = ['.ts', '.tsx', '/index.ts'];

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !context.parentURL?.startsWith('file:'))
      return next(specifier, context);
    const url = new URL(specifier, context.parentURL);
    const isPlainFile = existsSync(fileURLToPath(url)) && /\.\w+$/.test(url.pathname);
    if (isPlainFile)
      return /raw$|\.json$/.test(url.href) ? { url: url.href, shortCircuit: true } : next(specifier, context);
    const ending = ENDINGS.find((one) => existsSync(fileURLToPath(url) + one));
    return ending ? next(specifier + ending, context) : next(specifier, context);
  },
  load(url, context, next) {
    if (url.endsWith('?raw')) return asModule(JSON.stringify(textOf(url)));
    if (url.startsWith('file:') && url.endsWith('.json') && !url.includes('/node_modules/'))
      return asModule(textOf(url));
    return next(url, context);
  },
});

const textOf = (url) => readFileSync(fileURLToPath(url.replace(/\?raw$/, '')), 'utf8');
const asModule = (value) => ({ format: 'module', source: `export default ${value};`, shortCircuit: true });
