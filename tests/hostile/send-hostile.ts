import { isAnswerCode } from '#server/graphql/answer-codes.ts';

export interface HostileRequest {
  body: string;
  headers?: Record<string, string>;
}

/** The whole schema, fifteen times over, is what a member can ask for at most. */
const maxResponseCharacters = 500_000;

/** Sends a request, and returns what is wrong with its response, or null. A subscription is read until its first event. */
export async function sendHostile(url: string, { body, headers = {} }: HostileRequest): Promise<string | null> {
  const abort = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.any([abort.signal, AbortSignal.timeout(20_000)]),
  });
  if (/event-stream|multipart/.test(response.headers.get('content-type') ?? '')) {
    await response.body?.getReader().read();
    abort.abort();
    return null;
  }
  const text = await response.text();
  if (response.status >= 500) return `status ${response.status}: ${text.slice(0, 200)}`;
  if (text.length > maxResponseCharacters) return `a response of ${text.length} characters`;
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
  const bug = errors.find(({ extensions }) => {
    const code = extensions?.code;
    return code === 'INTERNAL_SERVER_ERROR' || !isAnswerCode(code);
  });
  return bug ? `${bug.extensions?.code}: ${bug.message.slice(0, 200)}` : null;
}
