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
 * Checks that all sides return the same data: the limit the same text, the peers, with other schemas, the same rows.
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

/** Removes signatures: presigned URLs differ from one moment to the next, but their targets do not. */
function withoutSignatures(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => {
      if (name === 'url' && typeof value === 'string') return value.split('?')[0];
      return name === 'expiresInSeconds' || name === '__typename' ? undefined : value;
    }),
  );
}

const telling = new Set(['slug', 'key', 'sha256', 'label', 'itemCount', 'title']);

/** Returns the values that identify rows, from all places of a response. */
function rowsIn(answer: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(answer, (name, value: unknown) => {
    if (telling.has(name) && (typeof value === 'string' || typeof value === 'number'))
      found.push(`${name}: ${JSON.stringify(value)}`);
    return value;
  });
  return found.sort();
}
