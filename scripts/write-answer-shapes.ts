import { readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import type { Fields } from '#sdk/api/answer-shape.ts';
import * as documents from '#sdk/gql/graphql.ts';
import { answerShapeOf } from './answer-shape-of.ts';

/** Writes the required shape of the response to each document of the SDK. Part of `npm run codegen`. */
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const shapes: Record<string, Fields> = {};
for (const document of Object.values(documents)) {
  if (!(document instanceof documents.TypedDocumentString)) continue;
  const found = answerShapeOf(schema, parse(String(document)));
  if (found) shapes[found.name] = found.shape;
}

const text = `import type { Fields } from '../api/answer-shape.ts';

/** Made by scripts/write-answer-shapes.ts. */
export const answerShapes: Readonly<Record<string, Fields>> = ${JSON.stringify(shapes)};
`;
writeFileSync('sdk/gql/answer-shapes.ts', text);
