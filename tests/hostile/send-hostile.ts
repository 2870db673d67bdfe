import { Pool } from 'undici';
import { isAnswerCode } from '#server/graphql/answer-codes.ts';

export interface HostileRequest {
  body: string;
  headers?: Record<string, string>;
}

/** Sends a request. Returns what is wrong with its response, or null. */
export type SendHostile = (request: HostileRequest) => Promise<string | null>;

export const connections = 8;

/** Maximum size of a response: the whole schema, fifteen times, is the largest that a member can request. */
const maxResponseCharacters = 600_000;
const timeoutMilliseconds = 20_000;

/** Opens connections that are reused: `fetch` takes more time for a request than the server does. */
export function openHostilePool(url: string): { send: SendHostile; close: () => Promise<void> } {
  const pool = new Pool(url, { connections, headersTimeout: timeoutMilliseconds, bodyTimeout: timeoutMilliseconds });

  async function send({ body, headers }: HostileRequest): Promise<string | null> {
    const response = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    if (/event-stream|multipart/.test(String(response.headers['content-type'] ?? ''))) {
      // A subscription is read until its first event.
      for await (const _event of response.body) break;
      return null;
    }
    return faultIn(response.statusCode, await response.body.text());
  }
  return { send: (request) => send(request).catch(String), close: () => pool.destroy() };
}

function faultIn(status: number, text: string): string | null {
  if (status >= 500) return `status ${status}: ${text.slice(0, 200)}`;
  if (text.length > maxResponseCharacters) return `a response of ${text.length} characters`;
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
  const bug = errors.find(({ extensions }) => {
    const code = extensions?.code;
    return code === 'INTERNAL_SERVER_ERROR' || !isAnswerCode(code);
  });
  return bug ? `${bug.extensions?.code}: ${bug.message.slice(0, 200)}` : null;
}
