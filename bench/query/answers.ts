import assert from 'node:assert/strict';
import type { Side } from './side.ts';

/** Sends one request and returns its response. */
export async function ask(side: Pick<Side, 'url' | 'headers'>, body: string): Promise<unknown> {
  const response = await fetch(side.url, { method: 'POST', headers: side.headers, body });
  const answer = (await response.json()) as { data?: unknown; errors?: unknown };
  if (!response.ok || answer.errors) throw new Error(`${side.url} answered ${JSON.stringify(answer.errors ?? answer)}`);
  return answer.data;
}

/**
 * Checks that all sides return the same data. The limit must return the same text as Vitrine. The peers have other
 * schemas, so they must return the same rows.
 */
export async function compareAnswers(sides: readonly Side[], operation: string): Promise<void> {
  const [reference] = sides;
  const expected = await ask(reference!, reference!.bodies[operation]!);
  for (const side of sides.slice(1)) {
    const body = side.bodies[operation];
    if (!body) continue;
    const said = await ask(side, body);
    if (side.name === 'Vitrine') assert.deepEqual(withoutSignatures(said), withoutSignatures(expected), operation);
    assert.deepEqual(rowsIn(said), rowsIn(expected), `${operation} by ${side.name}`);
  }
}

/**
 * Removes the signatures from presigned URLs, because they change with the time. The rest of the URLs must be equal.
 */
function withoutSignatures(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => {
      if (name === 'url' && typeof value === 'string') return value.split('?')[0];
      return name === 'expiresInSeconds' || name === '__typename' ? undefined : value;
    }),
  );
}

const telling = new Set(['slug', 'key', 'sha256', 'label', 'itemCount', 'title']);

/** Returns all values in a response that identify rows. */
function rowsIn(answer: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(answer, (name, value: unknown) => {
    if (telling.has(name) && (typeof value === 'string' || typeof value === 'number'))
      found.push(`${name}: ${JSON.stringify(value)}`);
    return value;
  });
  return found.sort();
}
