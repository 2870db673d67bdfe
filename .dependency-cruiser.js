/**
 * The floors: code looks down, and nothing looks up. docs/guide/architecture.md says what each floor is for.
 * Every floor may import formats/, which imports nothing.
 */
const floor = (name, ...below) => ({
  name: `${name}-looks-down`,
  severity: 'error',
  comment: `${name}/ may import only ${below.join('/, ') || 'itself'}${below.length > 0 ? '/' : ''}.`,
  from: { path: `^${name}/`, pathNot: '\\.test\\.tsx?$|/testing/' },
  to: {
    path: '^(client|sdk|server|schema|plan|domain|database|prisma|formats|object-store|system|tests|bench|bin|samples)/',
    pathNot: `^(${[name, 'formats', ...below].join('|')})/`,
  },
});

/**
 * The rooms of a floor, from the lowest to the highest. A room imports only from rooms before it in the list, so that
 * no two rooms need each other. A room is a folder, or a file of the same name beside it.
 */
const rooms = (floorName, names) =>
  names.map((name, index) => ({
    name: `${floorName.replace('/', '-')}-${name}-imports-lower-rooms`,
    severity: 'error',
    comment: `${floorName}/${name} may import only from rooms before it in the list in .dependency-cruiser.js.`,
    from: { path: `^${floorName}/${name}(/|\\.tsx?$)`, pathNot: '\\.test\\.tsx?$|/testing/' },
    to: {
      path: `^${floorName}/`,
      pathNot: `^${floorName}/(${names.slice(0, index + 1).join('|')})(/|\\.tsx?$)`,
    },
  }));

const roomsAreListed = (floorName, names) => ({
  name: `${floorName}-rooms-are-listed`,
  severity: 'error',
  comment: 'A new room stands in the list of rooms in .dependency-cruiser.js.',
  from: {},
  to: { path: `^${floorName}/.*\\.tsx?$`, pathNot: `^${floorName}/(${names.join('|')})(/|\\.(test\\.)?tsx?$)` },
});

const clientRooms = [
  'gql',
  'ui',
  'data',
  'grid',
  'address',
  'sign-in',
  'shell',
  'panels',
  'item',
  'viewers',
  'item-panel',
  'settings',
  'access',
  'ingest',
  'exports',
  'sharing',
  'dataset',
  'dataset-list',
  'revisions',
  'search',
  'invitations',
  'routes',
  'app',
  'main',
  // Shows the components of all rooms. Nothing imports it.
  'gallery',
];

const serverRooms = [
  'memory',
  'free-port',
  'local-origin',
  'log-text',
  'serialize-error',
  'start-refused',
  'error-causes',
  'logger',
  'overdue',
  'database-down',
  'when-database-answers',
  'connect-through-proxy',
  'take-lock',
  'network-of',
  'csrf-header',
  'media',
  'environment',
  'report-settings',
  'site',
  'require-ports',
  'storage',
  'events',
  'protocol',
  'mail',
  'auth',
  'spending',
  'jobs',
  'webhooks',
  'migrate',
  'metrics',
  'graphql',
  'graphiql',
  'make-context',
  'readiness',
  'http',
  'explain-failure',
  'embedded',
  'commands',
  'first-start',
  'parts',
  'start',
  'announce',
  'main',
];

export default {
  forbidden: [
    floor('formats'),
    floor('system'),
    floor('object-store', 'system'),
    floor('prisma'),
    floor('database', 'prisma'),
    floor('domain', 'database', 'prisma'),
    floor('plan'),
    floor('schema', 'plan', 'domain', 'database', 'prisma'),
    // The first start publishes the samples as any pipeline would: with the SDK.
    floor('server', 'schema', 'plan', 'domain', 'database', 'prisma', 'object-store', 'sdk', 'system'),
    floor('client'),
    floor('sdk', 'system'),
    ...rooms('client', clientRooms),
    ...rooms('server', serverRooms),
    // A publish: files arrive, a process claims the session, the manifest fills the stage, and rows become a revision.
    ...rooms('domain/ingest', ['ingest-states', 'uploads', 'require-session', 'claim', 'stage', 'manifest', 'publish']),
    roomsAreListed('client', clientRooms),
    roomsAreListed('server', serverRooms),
    {
      name: 'only-the-first-start-uses-the-sdk',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/first-start/|\\.test\\.ts$' },
      to: { path: '^sdk/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '^prisma/client/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'floors-are-crossed-by-name',
      severity: 'error',
      comment: 'An import that leaves its floor says so: #domain/…, not ../../domain/….',
      from: { path: '^(client|sdk|server|schema|plan|domain|database|prisma|formats|object-store|system)/' },
      to: {
        path: '^(client|sdk|server|schema|plan|domain|database|prisma|formats|object-store|system)/',
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules|bench/peers)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
