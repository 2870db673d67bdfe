import * as fc from 'fast-check';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Values for arguments in random operations. Only some of them exist. */
export interface Places {
  organizations: string[];
  slugs: string[];
  keys: string[];
  nodeIds: string[];
  /** Cursors by list name. `any` contains cursors of other lists. */
  cursors: Record<string, string[]>;
  tags: string[];
}

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

/** Types whose fields a random operation selects. Fields that return other object types are omitted. */
const entered = new Set([
  'Dataset',
  'DatasetRevision',
  'DatasetConnection',
  'DatasetEdge',
  'Item',
  'ItemConnection',
  'ItemEdge',
  'ItemContent',
  'ImageContent',
  'VideoContent',
  'Asset',
  'AssetProcessing',
  'SignedUrl',
  'Annotation',
  'AnnotationConnection',
  'AnnotationEdge',
  'ItemFacets',
  'FacetCount',
  'RevisionChanges',
  'PageInfo',
]);
/** Fields that random operations omit. They depend on the time, or have arguments that are not random yet. */
const left = new Set(['expiresInSeconds', 'anchors', 'startIndex', 'highlights', 'next', 'previous', 'diff']);

/** Returns a random operation with aliases, fragments and directives. Most of its fields are planned. */
export function randomOperation(schema: GraphQLSchema, places: Places, draw: fc.GeneratorValue): Operation {
  const variables: Record<string, unknown> = { yes: true, no: false };
  const declared = ['$yes: Boolean!', '$no: Boolean!'];
  const one = <Value>(...values: Value[]): Value => draw(() => fc.constantFrom(...values));
  const maybe = (percent: number) => draw(() => fc.integer({ min: 1, max: 100 })) <= percent;
  const variable = (type: string, value: unknown) => {
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };

  const filter = (depth = 0): Record<string, unknown> => ({
    ...(maybe(40) && { types: draw(() => fc.subarray(['IMAGE', 'VIDEO', 'TEXT'])) }),
    ...(maybe(50) && {
      tags: {
        ...(maybe(70) && { all: draw(() => fc.subarray(places.tags, { maxLength: 2 })) }),
        ...(maybe(20) && { any: draw(() => fc.subarray(places.tags)) }),
        ...(maybe(20) && { none: draw(() => fc.subarray(places.tags)) }),
        ...(maybe(10) && { anyPrefix: draw(() => fc.subarray(places.tags.map((tag) => tag.slice(0, 2)))) }),
        ...(maybe(20) && { ignoreCase: maybe(70) }),
      },
    }),
    ...(maybe(10) && { hasTranscript: maybe(50) }),
    ...(maybe(10) && { annotation: { label: 'bird', minConfidence: one(0, 0.5, null) } }),
    ...(maybe(10) && { metadata: [{ path: ['iso'], exists: maybe(50) }] }),
    ...(maybe(10) && { keys: draw(() => fc.subarray(places.keys)) }),
    ...(maybe(10) && { contentTypes: draw(() => fc.subarray(['image/jpeg', 'IMAGE/PNG', 'text/plain'])) }),
    ...(maybe(10) && { titleContains: one('a', 'E', '') }),
    ...(maybe(10) && { byteSize: { [one('gte', 'gt', 'lte', 'lt')]: one(0, 1, 5, 100) } }),
    ...(maybe(10) && { durationSeconds: { [one('gte', 'gt', 'lte', 'lt')]: one(0, 1.5, 60) } }),
    ...(maybe(10) && { changedSinceRevisionNumber: one(0, 1, 2, maybe(10) ? -1 : 3) }),
    ...(maybe(10) && depth < 2 && { not: filter(depth + 1) }),
    ...(maybe(10) && depth < 2 && { or: [filter(depth + 1), filter(depth + 1)] }),
  });
  const cursorsOf = (field: string) =>
    maybe(90) ? (places.cursors[field] ?? places.cursors['any']!) : places.cursors['any']!;
  const pageArguments = (field: string) => {
    const args: string[] = [];
    const backward = maybe(25);
    if (maybe(85)) {
      const size = one(0, 1, 2, 3, 5, 20, 100, maybe(3) ? 101 : 4, maybe(3) ? -1 : 2);
      args.push(`${backward ? 'last' : 'first'}: ${maybe(50) ? size : variable('Int', size)}`);
    }
    if (maybe(25)) args.push(`${backward ? 'before' : 'after'}: ${variable('String', one(...cursorsOf(field)))}`);
    if (maybe(1)) args.push(`${backward ? 'first' : 'last'}: 2`);
    return args;
  };
  const argumentsOf = (parent: string, field: string): string => {
    const args: string[] = [];
    const takes = (name: string) => takesArgument(schema, parent, field, name);
    if (parent === 'Query' && field === 'dataset') {
      args.push(`organizationSlug: ${variable('String!', one(...places.organizations))}`);
      args.push(
        `slug: ${maybe(50) ? JSON.stringify(one(...places.slugs)) : variable('String!', one(...places.slugs))}`,
      );
    }
    if (parent === 'Query' && field === 'node') args.push(`id: ${variable('ID!', one(...places.nodeIds))}`);
    if (takes('first')) args.push(...pageArguments(field));
    if ((field === 'items' || field === 'facets') && takes('filter')) {
      if (maybe(50)) args.push(`filter: ${variable('ItemFilter', filter())}`);
    }
    if (field === 'items' && takes('orderBy') && maybe(40)) {
      args.push(
        `orderBy: ${variable('ItemOrder', { field: one('POSITION', 'TITLE', 'KEY', 'CREATED_AT', 'BYTE_SIZE', 'DURATION'), direction: one('ASC', 'DESC') })}`,
      );
    }
    if (parent === 'Query' && field === 'datasets') {
      if (maybe(30)) args.push(`orderBy: { field: ${one('NAME', 'UPDATED_AT')}, direction: ${one('ASC', 'DESC')} }`);
      if (maybe(30))
        args.push(
          `filter: { ${one('statuses: [PUBLISHED]', `organizationSlug: "${one(...places.organizations)}"`, `text: ${JSON.stringify(one('b', 'SECRET', 'raft or birds', 'd -birds', '語', 'made measured', '—'))}`)} }`,
        );
    }
    if (takes('key')) args.push(`key: ${variable('String!', one(...places.keys))}`);
    if (takes('revisionNumber') && maybe(25)) args.push(`revisionNumber: ${one(1, 2, 2, maybe(20) ? 99 : 1)}`);
    if (takes('number') && maybe(40)) {
      args.push(`number: ${maybe(50) ? one(1, 2, 99, -1) : variable('Int', one(null, 1, 2))}`);
    }
    if (field === 'signedUrl' && maybe(50)) args.push(`disposition: ${one('INLINE', 'ATTACHMENT')}`);
    return args.length > 0 ? `(${args.join(', ')})` : '';
  };

  const fieldText = (type: GraphQLObjectType, name: string, depth: number): string => {
    const field = type.getFields()[name]!;
    const inner = getNamedType(field.type);
    const alias = maybe(8) ? `${one('a', 'b', 'zulu')}${name}: ` : '';
    const args = argumentsOf(type.name, name);
    const directive = maybe(5) ? ` @${one('skip', 'include')}(if: $${one('yes', 'no')})` : '';
    const below = isLeafType(inner) ? '' : ` ${selection(inner.name, depth + 1)}`;
    return `${alias}${name}${args}${directive}${below}`;
  };
  const selection = (typeName: string, depth: number): string => {
    const type = schema.getType(typeName);
    if (isInterfaceType(type)) {
      const parts = ['__typename'];
      for (const concrete of draw(() => fc.subarray([...schema.getPossibleTypes(type)].map(({ name }) => name)))) {
        if (entered.has(concrete) || typeName !== 'Node')
          parts.push(`... on ${concrete} ${selection(concrete, depth + 1)}`);
      }
      if (typeName !== 'Node' && depth < 7) parts.push(`primary ${selection('Asset', depth + 1)}`);
      return `{ ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) throw new Error(typeName);
    // A directive can exclude a whole selection, which gives an empty object.
    if (maybe(3)) return '{ __typename @skip(if: $yes) }';
    const parts = ['__typename'];
    const names = Object.entries(type.getFields())
      .filter(([name, { type: fieldType }]) => {
        const inner = getNamedType(fieldType);
        return !left.has(name) && (isLeafType(inner) || (entered.has(inner.name) && depth < 7));
      })
      .map(([name]) => name);
    const most = Math.min(names.length, depth < 4 ? 6 : 4);
    const drawn: string[] = draw(() => fc.shuffledSubarray(names, { maxLength: most }));
    // Usually selects these fields, because a response without them would contain little.
    const chosen = new Set([
      ...names.filter((name) => ['edges', 'node', 'items'].includes(name) && maybe(85)),
      ...drawn,
    ]);
    const seen = new Set<string>();
    for (const name of chosen) {
      const text = fieldText(type, name, depth);
      const key = text.split(/[ (:{@]/)[0]!;
      if (seen.has(key)) continue;
      seen.add(key);
      parts.push(maybe(10) ? `... on ${type.name} { ${text} }` : text);
    }
    return `{ ${parts.join(' ')} }`;
  };
  const roots = draw(() =>
    fc.shuffledSubarray(['dataset', 'dataset', 'datasets', 'node'], { minLength: 1, maxLength: 2 }),
  );
  const text = roots.map((name, index) => `r${index}: ${rootText(name)}`).join(' ');
  function rootText(name: string) {
    const inner = getNamedType(schema.getQueryType()!.getFields()[name]!.type).name;
    return `${name}${argumentsOf('Query', name)} ${selection(inner, 1)}`;
  }
  return {
    query: `query Random(${declared.join(', ')}) { __typename y: __typename @include(if: $yes) n: __typename @skip(if: $no) ${text} }`,
    variables,
  };
}

function takesArgument(schema: GraphQLSchema, parent: string, field: string, argument: string): boolean {
  const type = schema.getType(parent);
  return isObjectType(type) && (type.getFields()[field]?.args.some(({ name }) => name === argument) ?? false);
}
