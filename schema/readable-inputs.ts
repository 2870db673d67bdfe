import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { requireStorable } from '#domain/require-storable.ts';
import { replaceBadIds } from './replace-bad-ids.ts';

const pluginName = 'readableInputs';
export default pluginName;

type Resolver<Context extends object> = GraphQLFieldResolver<unknown, Context, object>;

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      readableInputs: ReadableInputsPlugin<Types>;
    }
  }
}

/**
 * Plugin that checks the arguments of every field before its resolver runs. Replaces a malformed id by an id without a
 * row. Throws `InvalidInput` for a text that cannot be stored. The errors plugin wraps this plugin, so a mutation
 * returns the error in its union.
 */
class ReadableInputsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapArgMappers(resolver: Resolver<Types['Context']> | undefined, { args }: PothosOutputFieldConfig<Types>) {
    if (!resolver || Object.keys(args).length === 0) return resolver;
    return (parent: unknown, given: object, context: Types['Context'], info: GraphQLResolveInfo): unknown =>
      resolver(parent, replaceBadIds(info, given), context, info);
  }

  override wrapResolve(resolver: Resolver<Types['Context']>, config: PothosOutputFieldConfig<Types>) {
    return this.#readTexts(resolver, config);
  }

  override wrapSubscribe(resolver: Resolver<Types['Context']> | undefined, config: PothosOutputFieldConfig<Types>) {
    return resolver && this.#readTexts(resolver, config);
  }

  #readTexts(resolver: Resolver<Types['Context']>, { args, extensions }: PothosOutputFieldConfig<Types>) {
    if (Object.keys(args).length === 0) return resolver;
    const readByRule = extensions?.['textReadByRule'] as string | undefined;
    return (parent: unknown, given: object, context: Types['Context'], info: GraphQLResolveInfo): unknown => {
      const { input, ...others } = given as { input?: object };
      requireStorable(input && readByRule ? { ...input, [readByRule]: null } : input, '');
      requireStorable(others, '');
      return resolver(parent, given, context, info);
    };
  }
}

SchemaBuilder.registerPlugin(pluginName, ReadableInputsPlugin);
