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
    // The parameters of an interface must be those of its other declarations.
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
      /** How one SQL statement finds the field. */
      plan?: FieldPlan<InputShapeFromFields<Args>>;
    }
    interface BaseTypeOptions<Types extends SchemaTypes = SchemaTypes> {
      /** How one SQL statement finds the rows of the type. */
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

/** Puts the plans of fields and types beside their resolvers in the schema, where the planner finds them. */
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
