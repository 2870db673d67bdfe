import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLSchema } from 'graphql';
import type { FieldPlan, TypePlan } from './field-plan.ts';
import type { PlanSettings } from './settings.ts';

const pluginName = 'plans';
export default pluginName;

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      plans: PlansPlugin<Types>;
    }
    // The type parameters must be the same as in the other declarations of an interface.
    interface SchemaBuilderOptions<Types extends SchemaTypes> {
      plans?: PlanSettings;
    }
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** Plan that finds the field in an SQL statement. */
      plan?: FieldPlan<InputShapeFromFields<Args>>;
    }
    interface BaseTypeOptions<Types extends SchemaTypes = SchemaTypes> {
      /** Plan that finds the rows of the type in an SQL statement. */
      plan?: TypePlan;
    }
  }
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    plan?: FieldPlan;
  }
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    plan?: TypePlan;
  }
  interface GraphQLSchemaExtensions {
    plans?: PlanSettings;
  }
}

/** Stores the plans of fields and types in the extensions of the schema, where the planner reads them. */
class PlansPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>) {
    const { plan } = config.pothosOptions;
    return plan ? { ...config, extensions: { ...config.extensions, plan } } : config;
  }

  override onTypeConfig(config: PothosTypeConfig) {
    const { plan } = config.pothosOptions;
    return plan ? { ...config, extensions: { ...config.extensions, plan } } : config;
  }

  override afterBuild(schema: GraphQLSchema) {
    schema.extensions = { ...schema.extensions, plans: this.builder.options.plans };
    return schema;
  }
}

SchemaBuilder.registerPlugin(pluginName, PlansPlugin);
