import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
} from 'graphql';
import { answerShapeOf } from './answer-shape-of.ts';

/**
 * Writes the documents that the Python package sends, with their hashes and the shapes of their responses. Part of `npm
 * run codegen`. For publishing, these are the documents of the SDK, so that both use one protocol.
 */
const ofSdk = [
  'FindDataset',
  'CreateDataset',
  'OpenIngestSession',
  'RequestUploads',
  'RequestUploadParts',
  'CompleteMultipartUpload',
  'PublishIngestSession',
  'FollowSession',
  'SessionIssues',
  'RevisionProcessing',
];
/** Maximum number of pages or file lists in one request. The API accepts 15 aliases and 5,000 points. */
const maxPages = 10;
const folder = 'python/operations';
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

const written = readdirSync(folder)
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const { definitions } = parse(written);
const fragments = new Map<string, FragmentDefinitionNode>();
for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
const ownOperations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);

const sdk = JSON.parse(readFileSync('sdk/gql/persisted-documents.json', 'utf8')) as Record<string, string>;
const texts = [
  ...Object.values(sdk).filter((text) => ofSdk.some((name) => new RegExp(`(query|mutation) ${name}\\b`).test(text))),
  ...ownOperations.map(withFragments),
  ...Array.from({ length: maxPages }, (_, index) => [
    pagesOf('ReadPages', 'ReadFile', index + 1),
    pagesOf('SignedPages', 'SignedFile', index + 1),
    signing(index + 1),
  ]).flat(),
];

const operations: Record<string, object> = {};
const persisted: Record<string, string> = {};
for (const text of texts) {
  const document = parse(text);
  const [fault] = validate(schema, document);
  if (fault) throw fault;
  const found = answerShapeOf(schema, document);
  if (!found) continue;
  const sha256 = createHash('sha256').update(text).digest('hex');
  // Writes the shape only for the first page, because all pages of a request have the same shape.
  const isFurther = /Pages([2-9]|\d\d)$/.test(found.name);
  operations[found.name] = { query: text, sha256, ...(!isFurther && { shape: found.shape }) };
  persisted[`sha256:${sha256}`] = text;
}
const lines = Object.entries(operations).map(
  ([name, operation]) => `${JSON.stringify(name)}: ${JSON.stringify(operation)}`,
);
writeFileSync('python/vitrine/api/operations.json', `{\n${lines.join(',\n')}\n}\n`);
writeFileSync('python/persisted-documents.json', `${JSON.stringify(persisted, null, 1)}\n`);

/** Returns a query that signs URLs of several lists of files. */
function signing(lists: number): string {
  const numbers = Array.from({ length: lists }, (_, index) => index);
  const fields = numbers.map((n) => `n${n}: nodes(ids: $i${n}) { __typename ...SignedAsset }`).join('\n');
  const [operation] = parse(`
    query SignLists${lists}(${numbers.map((n) => `$i${n}: [ID!]!`).join(', ')}) { ${fields} }
  `).definitions;
  return withFragments(operation as OperationDefinitionNode);
}

/** Returns an operation together with the fragments that it uses. */
function withFragments(operation: OperationDefinitionNode): string {
  const spread = new Set<string>();
  visit(operation, { FragmentSpread: ({ name }) => void spread.add(name.value) });
  const parts = [operation, ...[...spread].map((name) => fragments.get(name)!)];
  return stripIgnoredCharacters(parts.map((part) => print(part)).join('\n'));
}

/** Returns a query that reads several pages of one list at once. */
function pagesOf(name: string, file: string, pages: number): string {
  const numbers = Array.from({ length: pages }, (_, index) => index);
  const text = `
    query ${name}${pages}($organization: String!, $dataset: String!, $revision: Int, $filter: ItemFilter, $order: ItemOrder, $first: Int!, ${numbers.map((n) => `$c${n}: String`).join(', ')}) {
      dataset(organizationSlug: $organization, slug: $dataset) {
        ${numbers
          .map(
            (
              n,
            ) => `p${n}: items(first: $first, after: $c${n}, revisionNumber: $revision, filter: $filter, orderBy: $order) {
              pageInfo { hasNextPage endCursor }
              nodes { ...ReadItem ...${file} }
            }`,
          )
          .join('\n')}
      }
    }`;
  const [operation] = parse(text).definitions;
  return withFragments(operation as OperationDefinitionNode);
}
