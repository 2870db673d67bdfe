import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { defaultLimits } from '#domain/limits.ts';

const { pageSize, defaultPageSize, nodes } = defaultLimits;

const pageArguments: Record<string, string> = {
  first: `Number of nodes from the start of the list, or after \`after\`: 0 to ${pageSize}. Default: ${defaultPageSize}. Not with \`last\`.`,
  after: 'Cursor of the node before the page. Only with `first`.',
  last: `Number of nodes from the end of the list, or before \`before\`: 0 to ${pageSize}. Not with \`first\`.`,
  before: 'Cursor of the node after the page. Only with `last`.',
};

const pageInfo: Record<string, string> = {
  hasNextPage: 'Whether nodes follow the page.',
  hasPreviousPage: 'Whether nodes precede the page.',
  startCursor: 'Cursor of the first node of the page, for `before`. Null if the page is empty.',
  endCursor: 'Cursor of the last node of the page, for `after`. Null if the page is empty.',
};

/**
 * Adds descriptions to types, fields and arguments that plugins generate and for which they accept no description.
 * These are ids, pages, and the inputs, results and successes of mutations. Existing descriptions stay unchanged.
 */
export function describeGenerated(schema: GraphQLSchema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      if (name === 'id' && field.args.length === 0) describe(field, `Global id of the object, for \`node\`. Opaque.`);
      if (getNamedType(field.type).name.endsWith('Connection')) describeArguments(field, pageArguments);
    }
    describePage(type);
  }
  const { node, nodes: nodesField } = schema.getQueryType()?.getFields() ?? {};
  describeArguments(node, { id: 'Global id of the object.' });
  describeArguments(nodesField, { ids: `Global ids of the objects, at most ${nodes}.` });
  for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) describeMutation(mutation);
}

function describePage(type: GraphQLNamedType) {
  if (!isObjectType(type)) return;
  const fields = type.getFields();
  if (type.name === 'PageInfo') describeFields(fields, pageInfo);
  if (type.name.endsWith('Connection')) {
    const node = getNamedType(fields['nodes']!.type).name;
    describe(type, `Page of a list of \`${node}\`.`);
    describeFields(fields, {
      edges: 'Nodes of the page with their cursors, in the order of the list.',
      pageInfo: 'Place of the page in the list.',
    });
  }
  if (type.name.endsWith('Edge')) {
    describe(type, `Place in a list of \`${getNamedType(fields['node']!.type).name}\`.`);
    describeFields(fields, { cursor: 'Cursor of the place, for `after` and `before`.', node: 'Object at the place.' });
  }
}

function describeMutation({ name, args, type }: GraphQLField<unknown, unknown>) {
  for (const arg of args) {
    const input = getNamedType(arg.type);
    if (isInputObjectType(input)) describe(input, `Arguments of \`${name}\`.`);
  }
  const result = getNamedType(type);
  if (!isUnionType(result)) return;
  describe(result, `Result of \`${name}\`: its success, or an error that the caller can act on.`);
  for (const member of result.getTypes()) {
    if (member.name.endsWith('Success')) describe(member, `Result of \`${name}\` if it succeeded.`);
  }
}

interface Described {
  description?: string | null | undefined;
}

function describe(part: Described, description: string) {
  part.description ??= description;
}

function describeFields(fields: Readonly<Record<string, Described>>, descriptions: Readonly<Record<string, string>>) {
  for (const [name, description] of Object.entries(descriptions)) {
    const field = fields[name];
    if (field) describe(field, description);
  }
}

function describeArguments(
  field: GraphQLField<unknown, unknown> | undefined,
  descriptions: Readonly<Record<string, string>>,
) {
  for (const arg of field?.args ?? []) {
    const description = descriptions[arg.name];
    if (description) describe(arg, description);
  }
}
