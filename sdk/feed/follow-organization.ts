import { isObject } from '#formats/is-object.ts';
import { endpointOf, reason } from '../api/api.ts';
import { type Backoff, backoffMilliseconds, defaultBackoff, wait } from '../api/backoff.ts';
import { failureOf, readFailure, requestIdOf } from '../api/failure-of.ts';
import { readBody } from '../api/read-body.ts';
import { VitrineError } from '../errors.ts';
import { defaultEndpoint } from '../publish-options.ts';
import { readMessages } from './read-messages.ts';

/** Event of an organization, in the format of CloudEvents 1.0. */
export interface OrganizationEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  data: Record<string, unknown>;
}

export interface FollowOptions {
  organization: string;
  /**
   * Cursor of the last event that the caller has handled. By default, only new events are received, or all stored
   * events if `follow` is false.
   */
  after?: string;
  /** Event types to receive, such as `vitrine.dataset.published`. Default: all types. */
  types?: readonly string[];
  /** Whether to wait for new events after the stored ones. Default: true. */
  follow?: boolean;
  token: string;
  endpoint?: string;
  fetch?: typeof globalThis.fetch;
  signal?: AbortSignal;
  backoff?: Backoff;
}

/**
 * Time without any received byte after which the connection counts as lost. The server sends a message at least every
 * 20 seconds.
 */
const silenceMilliseconds = 60_000;
const maxFailureBytes = 64 * 1024;

/**
 * Yields the events of an organization in order, with their cursors. After a lost connection, connects again and
 * continues after the last event. Throws when the token may no longer read the organization.
 */
export async function* followOrganization(
  options: FollowOptions,
): AsyncGenerator<{ cursor: string; event: OrganizationEvent }, void, void> {
  const { follow = true, signal = new AbortController().signal, backoff = defaultBackoff } = options;
  let cursor = options.after;
  for (let failures = 0; ; ) {
    const lost = new AbortController();
    const silence = setTimeout(() => lost.abort(new Error('nothing arrived for a minute')), silenceMilliseconds);
    try {
      const body = await open(options, cursor, AbortSignal.any([signal, lost.signal]));
      for await (const message of readMessages(body, () => silence.refresh())) {
        failures = 0;
        cursor = message.id;
        if (message.data !== null) yield { cursor, event: readEvent(message.data) };
      }
      if (!follow) return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof VitrineError && error.code !== 'SERVER_ERROR') throw error;
      failures += 1;
      if (failures > 7) {
        if (error instanceof VitrineError) throw error;
        throw new VitrineError('NETWORK', `The stream of events ended: ${reason(error)}.`, { cause: error });
      }
    } finally {
      clearTimeout(silence);
      lost.abort();
    }
    await wait(backoffMilliseconds(Math.max(failures, 1), backoff), signal);
  }
}

async function open(
  { organization, types, follow = true, token, endpoint = defaultEndpoint, fetch = globalThis.fetch }: FollowOptions,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const url = new URL(endpointOf(endpoint).replace(/graphql$/, 'events'));
  url.searchParams.set('organization', organization);
  if (!follow) url.searchParams.set('follow', 'false');
  for (const type of types ?? []) url.searchParams.append('types', type);
  const response = await fetch(url, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(cursor !== undefined && { 'last-event-id': cursor }),
    },
    redirect: 'error',
    signal,
  });
  if (response.ok && response.body) return response.body;
  const text = await readBody(response, maxFailureBytes);
  const requestId = requestIdOf(response.headers.get('x-request-id'));
  throw failureOf(response.status, requestId, readFailure(errorsOf(text)), text);
}

function errorsOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value['errors'] : undefined;
  } catch {
    return undefined;
  }
}

function readEvent(data: string): OrganizationEvent {
  const event: unknown = JSON.parse(data);
  if (isObject(event) && typeof event['type'] === 'string' && isObject(event['data'])) {
    return event as unknown as OrganizationEvent;
  }
  throw new VitrineError('NETWORK', 'The stream has something that is not an event.');
}
