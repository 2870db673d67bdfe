import type { AnnotationFilter, ItemFilter, ItemOrder, TagFilter } from '../gql/graphql.ts';
import type { ItemList } from '../item/item-list.ts';

const query = `query Items($organization: String!, $slug: String!, $revision: Int, $filter: ItemFilter, $orderBy: ItemOrder, $after: String) {
  dataset(organizationSlug: $organization, slug: $slug) {
    items(first: 100, after: $after, revisionNumber: $revision, filter: $filter, orderBy: $orderBy) {
      edges {
        node { key type title tags metadata content { primary { contentType byteSize signedUrl { url } } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Returns the variables of a list query, without null values. */
function variablesOf(list: ItemList): Record<string, unknown> {
  return Object.fromEntries(Object.entries(list).filter(([, value]) => value !== null));
}

export function asGraphQL(list: ItemList): { query: string; variables: string } {
  return { query, variables: JSON.stringify(variablesOf(list), null, 2) };
}

/** Returns the query, with its variables as a comment. */
export function asGraphQLText(list: ItemList): string {
  const { query, variables } = asGraphQL(list);
  return `${query}\n\n# Variables\n${variables.replaceAll(/^/gm, '# ')}`;
}

/** Returns the operation with inline values instead of variables, for tools that accept only a query. */
export function asOneQuery(list: ItemList): string {
  const values = Object.entries({
    revisionNumber: list.revision,
    filter: list.filter,
    orderBy: list.orderBy,
  }).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${literalOf(value)}`]));
  return query
    .replace(/\(\$organization[^)]*\)/, '($after: String)')
    .replace(
      'organizationSlug: $organization, slug: $slug',
      `organizationSlug: ${JSON.stringify(list.organization)}, slug: ${JSON.stringify(list.slug)}`,
    )
    .replace(
      ', revisionNumber: $revision, filter: $filter, orderBy: $orderBy',
      values.map((value) => `, ${value}`).join(''),
    );
}

export function asCurl(list: ItemList, origin: string): string {
  const body = JSON.stringify({ query: onOneLine(query), variables: variablesOf(list) });
  return [
    `curl ${origin}/graphql \\`,
    '  -H "authorization: Bearer $VITRINE_TOKEN" \\',
    "  -H 'content-type: application/json' \\",
    // Escapes single quotes, the only special character within single quotes of a shell.
    `  -d '${body.replaceAll("'", `'\\''`)}'`,
  ].join('\n');
}

export function asPython(list: ItemList, origin: string): string {
  return `import json, os, urllib.request

QUERY = """${query}"""
VARIABLES = json.loads(${JSON.stringify(JSON.stringify(variablesOf(list)))})


def items():
    after = None
    while True:
        request = urllib.request.Request(
            "${origin}/graphql",
            json.dumps({"query": QUERY, "variables": {**VARIABLES, "after": after}}).encode(),
            {"authorization": "Bearer " + os.environ["VITRINE_TOKEN"], "content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:
            page = json.load(response)["data"]["dataset"]["items"]
        yield from (edge["node"] for edge in page["edges"])
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


for item in items():
    print(item["key"], item["title"])
`;
}

export function asTypeScript(list: ItemList, origin: string): string {
  return `const query = \`${query.replaceAll('$', '\\$')}\`;
const variables = ${JSON.stringify(variablesOf(list), null, 2)};

async function* items() {
  for (let after: string | null = null; ; ) {
    const response = await fetch('${origin}/graphql', {
      method: 'POST',
      headers: { authorization: \`Bearer \${process.env.VITRINE_TOKEN}\`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { ...variables, after } }),
    });
    const page = (await response.json()).data.dataset.items;
    for (const edge of page.edges) yield edge.node;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

for await (const item of items()) console.log(item.key, item.title);
`;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Returns a value in GraphQL syntax, in which field names and enum values have no quotes. */
function literalOf(value: unknown, isEnum = false): string {
  if (typeof value === 'string') return isEnum ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => literalOf(one, isEnum)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(
    ([name, one]) => `${name}: ${literalOf(one, Object.hasOwn(enumFields, name))}`,
  );
  return `{ ${fields.join(', ')} }`;
}

/** Names of the input fields whose values are enums. */
type EnumFieldOf<Input> = {
  [Name in keyof Input]-?: ValueOf<NonNullable<Input[Name]>> extends string
    ? string extends ValueOf<NonNullable<Input[Name]>>
      ? never
      : Name
    : never;
}[keyof Input];
type ValueOf<Value> = Value extends readonly (infer One)[] ? One : Value;

type EnumField = EnumFieldOf<ItemFilter & TagFilter & AnnotationFilter & ItemOrder>;

const enumFields: Record<EnumField, true> = { types: true, field: true, direction: true };
