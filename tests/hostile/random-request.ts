import { pick, randomOf } from '#tests/chaos/random.ts';
import { nastyRequests } from './nasty-requests.ts';
import type { HostileRequest } from './send-hostile.ts';

type Random = () => number;

const documents = [
  '{ viewer { kind } }',
  '{ datasets(first: 3) { edges { node { id slug items(first: 2) { edges { cursor node { id key } } } } } } }',
  'query ($first: Int, $after: String) { datasets(first: $first, after: $after) { totalCount edges { cursor } } }',
  'query ($filter: ItemFilter, $first: Int) { dataset(organizationSlug: "lumen", slug: "birds") { items(filter: $filter, first: $first) { totalCount edges { cursor } } } }',
  'query ($id: ID!) { node(id: $id) { __typename id } }',
  'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
  'query ($words: String!) { search(query: $words) { edges { cursor } } }',
  'mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { __typename } }',
  'mutation ($input: OpenIngestSessionInput!) { openIngestSession(input: $input) { __typename } }',
  'subscription ($id: ID!) { ingestSession(id: $id) { state } }',
] as const;

const names = [
  'first',
  'after',
  'filter',
  'id',
  'ids',
  'words',
  'input',
  'tags',
  'all',
  'not',
  'and',
  '__proto__',
] as const;
const scalars = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  '',
  'x',
  'a\u0000',
  '\ud800',
  '💥',
  'RGF0YXNldDp4',
  '%',
  "' OR 1=1",
] as const;
const tokens = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '$',
  '!',
  '@',
  '...',
  'on',
  'query',
  'fragment',
  'a',
  '"x"',
  '"""',
  '1e9',
  '#',
] as const;
const types = [
  'application/json',
  'application/graphql+json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data',
] as const;
const accepts = [
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'image/png',
  ',;q=',
  'multipart/mixed',
] as const;

/** Returns request number `index` of a fuzz test. It depends only on the seed and the number. */
export function randomRequest(seed: string, index: number, token: string): HostileRequest {
  const random = quickly(randomOf(seed, index)());
  const headers: Record<string, string> = { accept: pick(random, accepts) };
  if (random() < 0.5) headers['authorization'] = `Bearer ${random() < 0.9 ? token : 'vtr_guessed'}`;
  if (random() < 0.1) headers['content-type'] = pick(random, types);
  if (random() < 0.05) headers['cookie'] = `vitrine-session=${random()}; vitrine-share=x`;
  if (random() < 0.05) headers['x-vitrine-share'] = `vts_${random()}`;
  return { body: randomBody(random), headers };
}

function randomBody(random: Random): string {
  const kind = random();
  if (kind < 0.3) return mutated(random, valid(random));
  if (kind < 0.5)
    return JSON.stringify({ query: Array.from({ length: 200 * random() }, () => pick(random, tokens)).join(' ') });
  if (kind < 0.52) return mutated(random, pick(random, nonEmpty).body.slice(0, 20_000));
  return valid(random);
}

const nonEmpty = nastyRequests as unknown as readonly [(typeof nastyRequests)[number], ...typeof nastyRequests];

function valid(random: Random): string {
  const variables = Object.fromEntries(
    Array.from({ length: 6 * random() }, () => [pick(random, names), tree(random, 4)]),
  );
  return JSON.stringify({ query: pick(random, documents), variables });
}

function tree(random: Random, depth: number): unknown {
  const kind = random();
  if (depth === 0 || kind < 0.5) return pick(random, scalars);
  // Only the innermost lists are long.
  const size = Math.floor((depth === 1 && random() < 0.02 ? 2_000 : 5) * random());
  if (kind < 0.75) return Array.from({ length: size }, () => tree(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      random() < 0.9 ? pick(random, names) : `k${index}`,
      tree(random, depth - 1),
    ]),
  );
}

/** Cuts a text, repeats a part of it, or replaces characters in it. */
function mutated(random: Random, text: string): string {
  const start = Math.floor(random() * text.length);
  const end = start + Math.floor(random() * 20);
  const part = pick(random, [
    text.slice(start, end).repeat(20 * random()),
    pick(random, tokens),
    '\\',
    '"',
    '',
    '\u0000',
  ]);
  return text.slice(0, start) + part + text.slice(end);
}

/**
 * Returns a generator of numbers from 0 up to 1 for a seed (mulberry32). It must be fast: a million requests need
 * hundreds of numbers each.
 */
function quickly(first: number): Random {
  let state = Math.floor(first * 2 ** 32);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
