// Who may import whom. Each message says what to do instead; ARCHITECTURE.md has the drawing.
const FEATURE = '^src/renderer/features/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment:
        'src/shared is what all sides agree on: it may import zod, pinyin-pro and itself. Put what needs Node, Electron, the DOM or ' +
        'another package in src/main, src/renderer or src/center, and pass its result in as a parameter.',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: ['^src/shared', '(^|/)node_modules/(zod|pinyin-pro)/'] },
    },
    {
      name: 'main-stands-alone',
      comment: 'src/main may import src/shared only. What two sides need belongs in src/shared.',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(?!main/|shared/)' },
    },
    {
      name: 'renderer-stands-alone',
      comment:
        'src/renderer may import src/shared only. It asks the core over the contract (src/shared/ipc/contract.ts): add a ' +
        'request there instead.',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(?!renderer/|shared/)' },
    },
    {
      name: 'renderer-has-no-node',
      comment:
        'The window has no Node, no network and no file system. Ask the core: add a request to src/shared/ipc/contract.ts.',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: {
        path: '^node:|^(fs|path|os|crypto|child_process|http|https|net)$|(^|/)node_modules/(electron|better-sqlite3|axios|pg|fastify|electron-store|electron-log)/',
      },
    },
    {
      name: 'center-stands-alone',
      comment:
        'src/center may import src/shared only: it is a reference of the contract, not a part of the seat. What both need ' +
        'belongs in src/shared.',
      severity: 'error',
      from: { path: '^src/center' },
      to: { path: ['^src/(?!center/|shared/)', '(^|/)node_modules/(electron|better-sqlite3)/'] },
    },
    {
      name: 'core-knows-no-shell',
      comment:
        'src/main/core runs in a process of its own and in plain Node in tests: it never imports the shell. Name what it ' +
        'needs as a port in src/main/core/ports.ts; the shell fulfils it.',
      severity: 'error',
      from: { path: '^src/main/core' },
      to: { path: '^src/main/(shell|index|preload|bridge)' },
    },
    {
      name: 'electron-only-in-shell',
      comment:
        'Electron is imported in src/main/shell, index.ts and preload.ts alone. From the core, name a port in ' +
        'src/main/core/ports.ts; from the window, ask over the contract.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/(shell/|index\\.ts$|preload\\.ts$|bridge)' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'shell-knows-the-core-by-its-ports',
      comment:
        'The shell starts the core as a process; it may know src/main/core/ports.ts and shell-messages.ts, not what lies ' +
        'behind. Send a message instead.',
      severity: 'error',
      from: { path: '^src/main/(shell/|index\\.ts$|preload\\.ts$|bridge)' },
      to: { path: '^src/main/core/(?!ports\\.ts$|shell-messages\\.ts$)' },
    },
    {
      name: 'sqlite-only-in-store',
      comment:
        'better-sqlite3 and SQL text live in src/main/core/store alone. Add a method to the repository there.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/core/store/' },
      to: {
        path: '(^|/)node_modules/(better-sqlite3|better-sqlite3-multiple-ciphers|@types/better-sqlite3)/',
      },
    },
    {
      name: 'network-only-in-sync',
      comment:
        'Only src/main/core/sync talks to the center. Name a port for what you need and let sync fulfil it. The one other ' +
        'place that may listen is telephony/endpoint.ts, for a softphone on this PC: it makes no connection of its own.',
      severity: 'error',
      from: { path: '^src/main', pathNot: '^src/main/core/(sync/|telephony/endpoint\\.ts$)' },
      to: { path: ['(^|/)node_modules/axios/', '^(node:)?(http|https|http2|net|tls|dgram)$'] },
    },
    {
      name: 'telephony-only-listens',
      comment: 'The telephone adapter listens on the loopback address with node:http. It talks to nobody.',
      severity: 'error',
      from: { path: '^src/main/core/telephony/' },
      to: { path: ['(^|/)node_modules/axios/', '^(node:)?(https|http2|net|tls|dgram)$'] },
    },
    {
      name: 'practice-has-no-way-out',
      comment:
        'What is practised never leaves the PC: src/main/core/practice has a center of its own in the process and may not ' +
        'reach the client of the real one. Use PretendedCenter.',
      severity: 'error',
      from: { path: '^src/main/core/practice/' },
      to: { path: '^src/main/core/(sync/(center/center-client|line/)|compose)' },
    },
    {
      name: 'feature-through-its-index',
      comment:
        'A feature is imported through its index.ts only. Export what you need there, or move it to src/renderer/ui if it ' +
        'knows nothing of the domain.',
      severity: 'error',
      from: { path: `${FEATURE}([^/]+)/` },
      to: { path: `${FEATURE}[^/]+/`, pathNot: [`${FEATURE}$1/`, `${FEATURE}[^/]+/index\\.tsx?$`] },
    },
    {
      name: 'feature-through-its-index-from-outside',
      comment: 'A feature is imported through its index.ts only. Export what you need there.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: FEATURE },
      to: { path: `${FEATURE}[^/]+/`, pathNot: `${FEATURE}[^/]+/index\\.tsx?$` },
    },
    {
      name: 'ui-knows-no-feature',
      comment:
        'src/renderer/ui holds building blocks without domain knowledge. Pass what it shows in as properties.',
      severity: 'error',
      from: { path: '^src/renderer/(ui|theme)/' },
      to: { path: '^src/renderer/(features|shell)/' },
    },
    {
      name: 'product-imports-no-tools',
      comment: 'src never imports tests or build. Move what the product needs into src.',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(tests|build)/' },
    },
    {
      name: 'pinyin-when-needed',
      comment:
        'pinyin-pro costs 45 ms to load: import("src/shared/catalog/pinyin") when the first picker or address needs it, and pass ' +
        'its `reader` on. Nothing at a start or before the first paint may wait for it.',
      severity: 'error',
      from: { path: '^src/(main|renderer)' },
      to: { path: '^src/shared/catalog/pinyin\\.ts$', dynamic: false },
    },
    {
      name: 'no-cycles',
      comment:
        'These files import each other. Move what they share into a file of its own, named for what it is.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: correct it, or add the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?raw$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
