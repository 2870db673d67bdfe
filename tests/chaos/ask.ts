import type { House } from './house.ts';

/** The result of a request: its data, or the kind of failure that the client received. */
export type Reply = { data: unknown } | { failure: string };

/** Sends a request to the API over HTTP, as a pipeline or a reader does. */
export async function ask(
  { url, alice }: Pick<House, 'url' | 'alice'>,
  query: string,
  variables: object,
): Promise<Reply> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(60_000),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    return { failure: error instanceof Error && error.name === 'TimeoutError' ? 'no answer in 60 s' : 'no connection' };
  }
  const answer = parse(text) as { data?: unknown; errors?: { message: string; extensions?: { code?: string } }[] };
  const [error] = answer.errors ?? [];
  if (error) return { failure: error.extensions?.code ?? `untyped: ${error.message}` };
  if (status !== 200 || !answer.data) return { failure: `HTTP ${status}` };
  return { data: answer.data };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
