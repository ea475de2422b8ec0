/**
 * Who may import whom: each rule is named after its reason. `tests/layers.mjs` runs them.
 *
 * Tests may import anything, so most rules leave out `*.test.ts(x)`.
 */
const test = '[.]test[.]tsx?$'
const departments = '^electron/(capture|library|search|exchange)/'
const shells = '^electron/(main|preload|server|cli|launch)/'

/** @param {string} names packages, as alternatives of a pattern */
const packages = (names) => `(^|/)node_modules/(${names})(/|$)`
const electron = `^electron$|${packages('electron')}`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every-import-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },

    // shared/
    {
      name: 'shared-runs-anywhere',
      comment: 'shared/ imports only itself, zod, prosemirror-model and ulid.',
      severity: 'error',
      from: { path: '^shared/', pathNot: test },
      to: { pathNot: ['^shared/', packages('zod|prosemirror-model|ulid')] },
    },

    // renderer/
    {
      name: 'the-renderer-is-a-page-without-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-renderer-talks-through-the-contract',
      comment: 'renderer/ imports shared/ and never electron/, nor anything else of the project.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: test },
      to: { pathNot: ['^(renderer|shared)/', '(^|/)node_modules/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'a-feature-knows-no-other-feature',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'features-meet-only-in-the-app',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['^renderer/(app|features)/', test] },
      to: { path: '^renderer/features/' },
    },
    {
      name: 'the-app-is-on-top',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['^renderer/app/', test] },
      to: { path: '^renderer/app/' },
    },
    {
      name: 'the-editor-knows-no-react',
      severity: 'error',
      from: { path: '^renderer/editor/', pathNot: test },
      to: {
        path: [
          packages(
            '(@types/)?react(-dom)?|react-[^/]+|@react-[^/]+/[^/]+|@tanstack/react-[^/]+|lucide-react',
          ),
          '^renderer/(ui|features|app)/',
          '[.]tsx$',
        ],
      },
    },

    // electron/
    {
      name: 'only-the-desktop-shell-knows-electron',
      severity: 'error',
      from: { pathNot: ['^electron/(main|preload)/', '^tests/', test] },
      to: { path: electron },
    },
    {
      name: 'the-preload-is-only-a-wire',
      severity: 'error',
      from: { path: '^electron/preload/', pathNot: test },
      to: { pathNot: ['^electron/preload/', '^shared/api/', electron] },
    },
    {
      name: 'departments-meet-only-in-the-app',
      comment:
        "capture, library, search and exchange don't import each other, nor the app above them.",
      severity: 'error',
      from: { path: departments, pathNot: test },
      to: { path: ['^electron/(capture|library|search|exchange|app)/'], pathNot: '^electron/$1/' },
    },
    {
      name: 'only-shells-know-shells',
      severity: 'error',
      from: { path: '^electron/(app|web|capture|library|search|exchange)/', pathNot: test },
      to: { path: shells },
    },
    {
      name: 'a-shell-only-carries-messages',
      comment:
        'A shell imports the app, web and shared/api (and the codes in shared/errors.ts, the list in commands.ts).',
      severity: 'error',
      from: { path: '^electron/(main|server|cli)/', pathNot: test },
      to: {
        path: '^(electron|renderer|shared)/',
        pathNot: [
          '^electron/($1|app|web)/',
          '^shared/api/',
          '^shared/errors[.]ts$',
          '^shared/commands[.]ts$',
          '^electron/server/',
        ],
      },
    },
    {
      name: 'only-the-command-line-starts-the-server',
      comment: '`pressmark serve` is the server shell behind a command; no other shell knows it.',
      severity: 'error',
      from: { path: '^electron/', pathNot: ['^electron/(server|cli)/', test] },
      to: { path: '^electron/server/' },
    },
    {
      name: 'web-is-pure',
      comment: 'What both shells serve and refuse is decided without disk, network or the app.',
      severity: 'error',
      from: { path: '^electron/web/', pathNot: test },
      to: {
        pathNot: [
          '^electron/web/',
          '^shared/',
          '^(node:)?(path|url|crypto)$',
          '(^|/)node_modules/',
        ],
      },
    },
    {
      name: 'the-launcher-runs-before-anything-is-installed',
      severity: 'error',
      from: { path: '^electron/launch/', pathNot: test },
      to: { pathNot: '^electron/launch/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'nothing-imports-the-launcher',
      severity: 'error',
      from: { pathNot: ['^electron/launch/', '^(tests|bench)/', test] },
      to: { path: '^electron/launch/' },
    },
    {
      name: 'only-capture-meets-the-live-web',
      severity: 'error',
      from: { pathNot: ['^electron/capture/', '^tests/', test] },
      to: { path: packages('undici') },
    },
    {
      name: 'only-the-library-writes-documents',
      severity: 'error',
      from: { pathNot: ['^electron/library/', '^tests/', test] },
      to: { path: packages('lowdb') },
    },
    {
      name: 'only-the-index-is-a-database',
      severity: 'error',
      from: { pathNot: ['^electron/search/', '^tests/', test] },
      to: { path: '^(node:)?sqlite$' },
    },

    // tests/
    {
      name: 'nothing-imports-tests',
      comment: 'Only the benches do: they start the built app and its browser as tests do.',
      severity: 'error',
      from: { pathNot: ['^(tests|bench)/', test] },
      to: { path: ['^tests/', test] },
    },
    {
      name: 'nothing-imports-benches',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'test-tools-stay-in-tests',
      severity: 'error',
      from: { pathNot: ['^(tests|bench)/', test] },
      to: {
        path: packages(
          'vitest|@vitest/[^/]+|fast-check|@playwright/[^/]+|playwright(-core)?|@axe-core/[^/]+',
        ),
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: ['^tests/(corpus|standards|libraries)/', '[.]css$', '[.]css[?]', '[?](raw|url)$'],
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.d.ts', '.json'],
    },
  },
}
