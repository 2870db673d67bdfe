import { getDatamodel } from '#prisma/client/pothos-types.ts';

type Model = ReturnType<typeof getDatamodel>['datamodel']['models'][string];

const { models } = getDatamodel().datamodel;

function modelNamed(name: string): Model {
  const model = models[name];
  if (!model) throw new Error(`There is no model ${name}.`);
  return model;
}

/** Returns the field of a model, or undefined if the model has no field of this name. */
export const fieldOf = remembered((modelName, name) =>
  modelNamed(modelName).fields.find((field) => field.name === name),
);

/** Returns the column of a field. Columns are named like their fields, in snake case. */
export const columnOf = remembered((modelName, name): string => {
  const field = fieldOf(modelName, name);
  if (!field || field.kind === 'object') throw new Error(`${modelName} has no column ${name}.`);
  return snakeCase(name);
});

function tableOf(modelName: string): string {
  return `"${snakeCase(modelName)}"`;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** Returns the columns that join two related models: pairs of a column of this model and a column of the other. */
export const joinColumns = remembered((modelName, relation): Join => {
  const field = fieldOf(modelName, relation);
  if (field?.kind !== 'object') throw new Error(`${modelName} has no relation ${relation}.`);
  const join = (pairs: Join['pairs']) => ({
    model: field.type,
    table: tableOf(field.type),
    isList: field.isList,
    pairs,
  });
  if (field.relationFromFields?.length) {
    return join(pairsFrom(field.relationFromFields, field.type));
  }
  const other = modelNamed(field.type).fields.find(
    ({ relationName, relationFromFields }) => relationName === field.relationName && relationFromFields?.length,
  );
  if (!other?.relationFromFields) throw new Error(`${modelName}.${relation} has no other side.`);
  const pairs = pairsFrom(other.relationFromFields, modelName).map(([there, here]): [string, string] => [here, there]);
  return join(pairs);
});

interface Join {
  model: string;
  table: string;
  isList: boolean;
  pairs: [string, string][];
}

/** Pairs the columns of a foreign key with columns of its target. The target's column has the same name, or is `id`. */
function pairsFrom(fields: readonly string[], target: string): [string, string][] {
  return fields.map((name) => [snakeCase(name), fieldOf(target, name) ? snakeCase(name) : 'id']);
}

/** Caches a result for each model and name, because every request needs a few of them. */
function remembered<Result>(findOut: (modelName: string, name: string) => Result) {
  const known = new Map<string, Map<string, Result>>();
  return (modelName: string, name: string): Result => {
    let ofModel = known.get(modelName);
    if (!ofModel) known.set(modelName, (ofModel = new Map()));
    const found = ofModel.get(name) ?? findOut(modelName, name);
    ofModel.set(name, found);
    return found;
  };
}
