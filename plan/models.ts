/** Field of a model, in the form of Prisma's datamodel. */
export interface ModelField {
  name: string;
  type: string;
  kind: string;
  isRequired: boolean;
  isList: boolean;
  relationName?: string;
  relationFromFields?: readonly string[];
}

/** Models by name. */
export type Datamodel = Readonly<Record<string, { fields: readonly ModelField[] }>>;

/** Join of two related models. Each pair has a column of this model and a column of the related model. */
export interface Join {
  model: string;
  table: string;
  isList: boolean;
  pairs: [string, string][];
}

/** Tables and columns of the models. Their names are those of the models and fields in snake case. */
export class Models {
  /** Returns the field of a model, or undefined if the model does not have it. */
  readonly field = remembered((model, name) => this.#model(model).fields.find((field) => field.name === name));

  /** Returns the column of a field. */
  readonly column = remembered((model, name): string => {
    const field = this.field(model, name);
    if (!field || field.kind === 'object') throw new Error(`${model} has no column ${name}.`);
    return snakeCase(name);
  });

  /** Returns the names of a model's fields that are columns. */
  columns(model: string): string[] {
    return this.#model(model).fields.flatMap(({ name, kind }) => (kind === 'object' ? [] : [name]));
  }

  /** Returns the table of a model. */
  table(model: string): string {
    return `"${snakeCase(model)}"`;
  }

  /** Returns the join of a model with a related model. */
  readonly join = remembered((model, relation): Join => {
    const field = this.field(model, relation);
    if (field?.kind !== 'object') throw new Error(`${model} has no relation ${relation}.`);
    return {
      model: field.type,
      table: this.table(field.type),
      isList: field.isList,
      pairs: this.#pairs(model, relation, field),
    };
  });

  readonly #datamodel: Datamodel;

  constructor(datamodel: Datamodel) {
    this.#datamodel = datamodel;
  }

  #model(name: string) {
    const model = this.#datamodel[name];
    if (!model) throw new Error(`There is no model ${name}.`);
    return model;
  }

  #pairs(model: string, relation: string, field: ModelField): [string, string][] {
    if (field.relationFromFields?.length) return this.#columnPairs(field.relationFromFields, field.type);
    const other = this.#model(field.type).fields.find(
      ({ relationName, relationFromFields }) => relationName === field.relationName && relationFromFields?.length,
    );
    if (!other?.relationFromFields) throw new Error(`${model}.${relation} has no other side.`);
    return this.#columnPairs(other.relationFromFields, model).map(([there, here]) => [here, there]);
  }

  /**
   * Returns pairs of a foreign key's columns and the target's columns. The target's column has the same name, else it
   * is `id`.
   */
  #columnPairs(fields: readonly string[], target: string): [string, string][] {
    return fields.map((name) => [snakeCase(name), this.field(target, name) ? snakeCase(name) : 'id']);
  }
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Caches a result for each model and name, because every request uses some of them. */
function remembered<Result>(findOut: (model: string, name: string) => Result) {
  const known = new Map<string, Map<string, Result>>();
  return (model: string, name: string): Result => {
    let ofModel = known.get(model);
    if (!ofModel) known.set(model, (ofModel = new Map()));
    const found = ofModel.get(name) ?? findOut(model, name);
    ofModel.set(name, found);
    return found;
  };
}
