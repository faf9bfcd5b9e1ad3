/**
 * Who may import whom: the table of docs/decisions/2026-11-24-rooms-of-the-house.md, one rule a row. Tests may import what they test with.
 */
const TEST = '\\.test\\.ts$|/testing\\.ts$|/testing/';

/**
 * A room may import itself and what is listed, and nothing else of this house.
 * @param {string} name
 * @param {string} room Regular expression of the files it holds.
 * @param {string[]} may Regular expressions of what it may import.
 */
function room(name, room, may) {
  return {
    name,
    severity: 'error',
    from: { path: room, pathNot: TEST },
    to: { path: '^(src|tools|e2e|bench)/', pathNot: [room, ...may] },
  };
}

/** Adapters turn ports into the outside world; they share the ports' types and nothing else of each other. */
const ADAPTERS = ['access', 'bank', 'bus', 'db', 'keys', 'mail', 'store', 'turn'];
/** What deeds and adapters say to each other: interfaces, and the content of a mail. */
const PORTS = '^src/server/use/(ports[a-z-]*|mail-content)\\.ts$';
/** What browsers and signalling say to each other, relays' addresses among it. */
const PROTOCOL = '^src/call/(protocol|client-message)\\.ts$';
const LOG = '^src/server/log\\.ts$';
const SERVER_FILE = '(\\.server|/\\+server)\\.ts$';

/** Packages by their folder, so that types-only imports count like others. */
const packages = (/** @type {string[]} */ names) => `^node_modules/(${names.join('|')})/`;

export default {
  forbidden: [
    room('privacy-imports-nothing', '^src/privacy/', []),
    room('rules-import-privacy', '^src/rules/', ['^src/privacy/']),
    room('vault-imports-nothing-of-the-house', '^src/vault/', []),
    room('call-imports-rules-and-vault', '^src/call/', ['^src/rules/', '^src/vault/']),
    room('words-import-nothing', '^src/words/', []),
    room('deeds-import-rules-and-privacy', '^src/server/use/', ['^src/rules/', '^src/privacy/']),
    ...ADAPTERS.map((adapter) =>
      room(`server-${adapter}-imports-no-other-adapter`, `^src/server/${adapter}/`, ['^src/privacy/', '^src/rules/', '^src/words/', PROTOCOL, PORTS, LOG]),
    ),
    {
      name: 'adapters-take-only-types-of-the-protocol',
      severity: 'error',
      from: { path: `^src/server/(${ADAPTERS.join('|')})/`, pathNot: TEST },
      to: { path: PROTOCOL, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'adapters-take-only-types-of-the-ports',
      severity: 'error',
      from: { path: `^src/server/(${ADAPTERS.join('|')})/`, pathNot: TEST },
      to: { path: PORTS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-log-is-handed-in',
      comment: 'Only start.ts makes the log; all others get it, and import its type.',
      severity: 'error',
      from: { path: '^src/server/[^/]+/', pathNot: TEST },
      to: { path: LOG, dependencyTypesNot: ['type-only'] },
    },
    room('signal-imports-deeds-rules-and-the-protocol', '^src/server/signal/', [
      '^src/server/use/',
      '^src/rules/',
      '^src/server/turn/credentials\\.ts$',
      PROTOCOL,
      LOG,
    ]),
    room('jobs-import-deeds-and-privacy', '^src/server/jobs/', ['^src/server/use/', '^src/privacy/', LOG]),
    room('the-servers-own-files-import-the-server', '^src/server/[^/]+\\.ts$', ['^src/server/', '^src/privacy/', '^src/rules/', '^src/words/', PROTOCOL]),
    room('ui-imports-no-server', '^src/ui/', ['^src/rules/', '^src/call/', '^src/vault/', '^src/words/', '^src/privacy/']),
    {
      name: 'pages-import-no-server',
      severity: 'error',
      from: { path: '^src/routes/', pathNot: `${TEST}|${SERVER_FILE}` },
      to: { path: '^(src|tools|e2e|bench)/', pathNot: ['^src/(routes|ui|call|vault|rules|privacy|words)/'] },
    },
    {
      name: 'server-files-of-pages-import-deeds',
      severity: 'error',
      from: { path: `^src/(routes/.*${SERVER_FILE}|hooks\\.server\\.ts$)`, pathNot: TEST },
      to: {
        path: '^(src|tools|e2e|bench)/',
        pathNot: ['^src/(routes|ui|call|vault|rules|privacy|words)/', '^src/server/use/', '^src/server/(compressed|request-facts|public-routes)\\.ts$'],
      },
    },
    {
      name: 'only-pages-know-svelte',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(ui|routes)/|^src/hooks\\.server\\.ts$|^src/app\\.d\\.ts$|${TEST}` },
      to: { path: `${packages(['svelte', '@sveltejs/kit'])}|^\\$app/` },
    },
    {
      name: 'pure-rooms-take-no-packages',
      comment: 'They run in the browser and on the server alike, and get time, chance and identity as arguments.',
      severity: 'error',
      from: { path: '^src/(privacy|rules|words)/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    {
      name: 'calls-validate-and-nothing-more',
      severity: 'error',
      from: { path: '^src/call/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'], pathNot: packages(['valibot']) },
    },
    {
      name: 'sql-only-in-db',
      comment: 'The jobs room hands its database address to pg-boss, which brings its own.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/server/db/|${TEST}` },
      to: { path: packages(['kysely', 'pg']) },
    },
    {
      name: 'no-circles',
      comment: 'Types alone may: a translation is typed by the language it follows.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^\\$(app|service-worker)|^\\./\\$types|/\\$types(\\.js|\\.d\\.ts)?$' },
    },
    {
      name: 'no-test-packages-in-the-portal',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'tests-are-not-imported', severity: 'error', from: { path: '^src/', pathNot: TEST }, to: { path: TEST } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit|node_modules/\\.)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
