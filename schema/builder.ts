import SchemaBuilder, { type ArgBuilder } from '@pothos/core';
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

/** Builder of the arguments of a field. Functions that take it define arguments that several fields have in common. */
export type Arguments = ArgBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>>;

const authenticated = { authScopes: { authenticated: true } } as const;

/**
 * Builder of the schema. The order of the plugins matters: the first one wraps all others, and the Prisma plugin wraps
 * only the resolver.
 */
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
    nodesOnConnection: { description: 'Nodes of the page, in the order of the list.' },
    pageInfoTypeOptions: { ...authenticated, description: 'Place of a page in its list.' },
    defaultConnectionTypeOptions: authenticated,
    defaultEdgeTypeOptions: authenticated,
    nodeTypeOptions: { description: 'Object that `Query.node` finds by its id.' },
    nodeQueryOptions: {
      authScopes: { anyone: true },
      description: 'Object with this id. Null if it does not exist, or the viewer may not see it.',
    },
    nodesQueryOptions: {
      authScopes: { anyone: true },
      description:
        'Objects with these ids, in their order. Null for those that do not exist, or that the viewer may not see.',
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
    argOptions: { required: true, description: 'Arguments of the mutation.' },
    typeOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Input`,
    },
  },
  scopeAuth: {
    runScopesOnType: true,
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, { viewer }) =>
      viewer.kind === 'ANONYMOUS' ? new Unauthenticated() : new Forbidden('You do not have permission to do this.'),
    authScopes: scopesOf,
  },
  errors: {
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Result`,
    },
    defaultResultOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Success`,
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

builder.queryType({ authScopes: { anyone: true }, description: 'Fields that read data.' });
builder.mutationType({
  authScopes: { anyone: true },
  description: 'Fields that change data. Each returns a union: its success, or an error that the caller can act on.',
});
