import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import WithInputPlugin from '@pothos/plugin-with-input';
import type { Context } from '#domain/context.ts';
import { Forbidden, LimitExceeded, Unauthenticated } from '#domain/errors.ts';
import PlansPlugin from '#plan/plugin.ts';
import { getDatamodel } from '#prisma/client/pothos-types.ts';
import { type AuthScopes, scopesOf } from './auth-scopes.ts';
import { type NodeTypes, nodeClient } from './node-client.ts';
import { planSettings } from './plan-settings.ts';
import ReadableInputsPlugin from './readable-inputs.ts';

export interface SchemaTypes {
  Context: Context;
  PrismaTypes: NodeTypes;
  AuthScopes: AuthScopes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    ByteCount: { Input: number; Output: number | bigint };
  };
}

const authenticated = { authScopes: { authenticated: true } } as const;

/** Builds the schema's types. Plugins wrap each other in this order: relay on the outside, Prisma next to the resolver. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [
    RelayPlugin,
    WithInputPlugin,
    ScopeAuthPlugin,
    ErrorsPlugin,
    ReadableInputsPlugin,
    PrismaPlugin,
    PlansPlugin,
  ],
  defaultFieldNullability: false,
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    edgesFieldOptions: { nullable: { list: false, items: false } },
    nodeFieldOptions: { nullable: false },
    nodesOnConnection: { description: 'Nodes of the page, in its order, without their cursors.' },
    pageInfoTypeOptions: { ...authenticated, description: 'Where a page lies in its list.' },
    defaultConnectionTypeOptions: { ...authenticated, description: 'One page of a list.' },
    defaultEdgeTypeOptions: { ...authenticated, description: 'One place in a list.' },
    nodeTypeOptions: { description: 'Anything that can be asked for again by its id.' },
    nodeQueryOptions: {
      authScopes: { anyone: true },
      description: 'What has this id; null when nothing has, or when the viewer may not see it.',
    },
    nodesQueryOptions: {
      authScopes: { anyone: true },
      description:
        'What has these ids, in their order; at most 100. Null where nothing has, or the viewer may not see it.',
      resolve: (_root, { ids }, { limits }, _info, load) => {
        if (ids.length <= limits.nodes) return load(ids);
        throw new LimitExceeded(
          limits.nodes,
          `One call takes at most ${limits.nodes} ids. Ask for the others in another.`,
        );
      },
    },
  },
  withInput: {
    argOptions: { required: true, description: 'All arguments.' },
    typeOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Input`,
      description: 'The arguments of the mutation of this name.',
    },
  },
  scopeAuth: {
    runScopesOnType: true,
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, { viewer }) =>
      viewer.kind === 'ANONYMOUS' ? new Unauthenticated() : new Forbidden('You may not see or do this.'),
    authScopes: scopesOf,
  },
  errors: {
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Result`,
      description: 'Success, or an error the caller can act on.',
    },
    defaultResultOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Success`,
      description: 'The mutation did what was asked.',
      authScopes: { anyone: true },
    },
  },
  plans: planSettings,
  prisma: {
    client: ({ db }) => nodeClient(db),
    dmmf: getDatamodel(),
    onUnusedQuery: null,
    skipDeferredFragments: true,
  },
});

function capitalize(name: string) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

builder.queryType({ authScopes: { anyone: true }, description: 'What can be asked.' });
builder.mutationType({
  authScopes: { anyone: true },
  description: 'What can be changed. Each answers with a union: its success, or an error the caller can act on.',
});
