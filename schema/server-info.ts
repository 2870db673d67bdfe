import type { Limits } from '#domain/limits.ts';
import { builder } from './builder.ts';
import { IngestLimits } from './ingest-session.ts';

const ServerLimits = builder.objectRef<Limits>('ServerLimits').implement({
  description: 'Limits and defaults of this server.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    pageSize: t.exposeInt('pageSize', { description: 'Maximum of `first` and `last`.' }),
    defaultPageSize: t.exposeInt('defaultPageSize', { description: 'Length of a page without `first` and `last`.' }),
    nodes: t.exposeInt('nodes', { description: 'Maximum number of ids in one `nodes` query.' }),
    signedUrlSeconds: t.exposeInt('signedUrlSeconds', { description: 'Maximum lifetime of a signed URL, in seconds.' }),
    exportsUnderWay: t.exposeInt('exportsUnderWay', {
      description: 'Maximum number of exports of one person in an organization that wait or run.',
    }),
    exportHours: t.exposeInt('exportHours', { description: 'Time that an export is kept, in hours.' }),
    ingest: t.field({
      type: IngestLimits,
      description: 'Limits of ingest sessions, their files and manifests.',
      resolve: (limits) => limits,
    }),
  }),
});

const Server = builder.objectRef<{ version: string; limits: Limits }>('Server').implement({
  description: 'Server of this API.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Version of the server, such as `0.1.0`.' }),
    limits: t.field({ type: ServerLimits, description: 'Limits of the server.', resolve: ({ limits }) => limits }),
  }),
});

builder.queryField('server', (t) =>
  t.field({
    type: Server,
    authScopes: { authenticated: true },
    description: 'Version and limits of the server.',
    resolve: (_root, _args, { installation, limits }) => ({ version: installation.version, limits }),
  }),
);
