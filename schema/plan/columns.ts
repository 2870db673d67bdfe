import { getDatamodel } from '#prisma/client/pothos-types.ts';

type Model = ReturnType<typeof getDatamodel>['datamodel']['models'][string];

const { models } = getDatamodel().datamodel;

function modelNamed(name: string): Model {
  const model = models[name];
  if (!model) throw new Error(`There is no model ${name}.`);
  return model;
}

/** The field of a model; undefined when it has none of this name. */
export const fieldOf = remembered((modelName, name) =>
  modelNamed(modelName).fields.find((field) => field.name === name),
);

/** The column behind a field. Columns are named as their fields, in snake case. */
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

/** The columns by which a row names another one: pairs of a column here and a column there. */
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

/** Foreign keys name the organization and the row: a column is called the same there, or is its `id`. */
function pairsFrom(fields: readonly string[], target: string): [string, string][] {
  return fields.map((name) => [snakeCase(name), fieldOf(target, name) ? snakeCase(name) : 'id']);
}

/** What is found out once for each name of a model: every request asks for a few of them. */
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
