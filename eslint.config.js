// Style that a tool can hold. Who may import whom is in .dependency-cruiser.cjs; layout is Prettier's.
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const CHINESE = '/[\\u3400-\\u9fff\\uff00-\\uffef\\u3000-\\u303f]/';
const SAY_IT_IN_LOCALES =
  'Texts of the window live in src/shared/locales (zh-CN.json first, then en-US.json): use t("…") here.';

const NAMELESS = ['Dialog', 'Drawer', 'Modal', 'Popover', 'Snackbar', 'SwipeableDrawer'];
const NAME_IT =
  'What opens over the window has a name in src/renderer/ui/views.ts, so that no test leaves it out: use src/renderer/ui/Dialog.tsx, ' +
  'or add its like there.';

const namedExportsOnly = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a name that is the same everywhere can be searched for.',
};
const noChinese = ['Literal[value=%]', 'TemplateElement[value.raw=%]', 'JSXText[value=%]'].map(
  (selector) => ({
    selector: selector.replace('%', CHINESE),
    message: SAY_IT_IN_LOCALES,
  }),
);

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'release/',
      '.runtime/',
      '.demo/',
      'src/shared/center-api/openapi.d.ts',
      'tests/**/*.cjs',
    ],
  },
  // A rule is changed here, for all and with a reason, never switched off in a file.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  typescript.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', namedExportsOnly], 'no-console': 'error' },
  },
  {
    // Tests attack the window with what the product may not use.
    files: ['tests/**/*.ts'],
    rules: { 'no-eval': 'off', 'no-implied-eval': 'off', 'no-new-func': 'off' },
  },
  {
    // A command line program speaks on its standard output.
    files: ['src/center/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.d.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', namedExportsOnly, ...noChinese],
      'no-restricted-imports': [
        'error',
        {
          paths: NAMELESS.map((name) => ({ name: `@mui/material/${name}`, message: NAME_IT })),
        },
      ],
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: 'The window has no network: ask the core over src/shared/ipc/contract.ts.',
        },
        { name: 'localStorage', message: 'The window keeps nothing on disk: ask the core.' },
        { name: 'sessionStorage', message: 'The window keeps nothing on disk: ask the core.' },
      ],
    },
  },
  {
    // The one place where they get their name.
    files: ['src/renderer/ui/*.tsx'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
