/** Result of checking a bucket's CORS policy for the pages of the viewer. */
export type CorsState = { state: 'ok' } | { state: 'wrong'; fault: string } | { state: 'unknown'; fault: string };

const patienceMilliseconds = 5_000;

/**
 * Sends the same preflight and range request as a page of the viewer. `urls` are signed URLs of one object, the first
 * with the address for browsers. The second, with the address for the server, is used if the server cannot reach the
 * first.
 */
export async function checkCors(urls: readonly string[], origin: string): Promise<CorsState> {
  let unreachable = '';
  for (const url of urls) {
    try {
      return await check(url, origin);
    } catch (error) {
      unreachable ||= `${new URL(url).origin} cannot be reached from here (${error instanceof Error ? error.name : 'error'})`;
    }
  }
  return { state: 'unknown', fault: unreachable };
}

async function check(url: string, origin: string): Promise<CorsState> {
  const preflight = await send(url, 'OPTIONS', {
    origin,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'range',
  });
  if (!preflight.ok) return wrong(`the preflight is answered with ${preflight.status}`);
  const { headers } = preflight;
  if (!allowsOrigin(headers, origin)) return wrong(`pages of ${origin} are not allowed`);
  if (!lists(headers, 'access-control-allow-methods', 'get')) return wrong('GET is not allowed');
  if (!lists(headers, 'access-control-allow-headers', 'range')) return wrong('the header Range is not allowed');

  const answer = await send(url, 'GET', { origin, range: 'bytes=0-0' });
  // Checks only successful responses, because a store may omit the CORS headers in an error response.
  if (answer.ok && !allowsOrigin(answer.headers, origin)) return wrong(`pages of ${origin} are not allowed to read`);
  if (answer.ok && !lists(answer.headers, 'access-control-expose-headers', 'content-range')) {
    return wrong('the header Content-Range is not exposed');
  }
  return { state: 'ok' };
}

function wrong(fault: string): CorsState {
  return { state: 'wrong', fault };
}

async function send(url: string, method: string, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(url, { method, headers, signal: AbortSignal.timeout(patienceMilliseconds) });
  await response.body?.cancel();
  return response;
}

function allowsOrigin(headers: Headers, origin: string): boolean {
  return [origin, '*'].includes(headers.get('access-control-allow-origin') ?? '');
}

function lists(headers: Headers, name: string, wanted: string): boolean {
  const listed = (headers.get(name) ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  return listed.includes(wanted) || listed.includes('*');
}
