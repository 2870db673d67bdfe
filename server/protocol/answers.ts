import type { ServerResponse } from 'node:http';

export function answerJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Sends an error that occurred before GraphQL, in the format of a GraphQL error. */
export function answerError(
  response: ServerResponse,
  status: number,
  error: { code: string; message: string; requestId: string; retryAfterSeconds?: number },
) {
  const { message, ...extensions } = error;
  answerJson(response, status, { errors: [{ message, extensions }] });
}
