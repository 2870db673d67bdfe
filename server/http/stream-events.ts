import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { requireListAccess } from '#domain/access/membership.ts';
import type { Context } from '#domain/context.ts';
import { DomainError, InvalidInput, LimitExceeded, NotFound, RateLimited, Unauthenticated } from '#domain/errors.ts';
import { cloudEventOf } from '#domain/events/cloud-event.ts';
import { allEventKinds, eventKindOfType, eventKinds } from '#domain/events/event-kinds.ts';
import { type FoundEvent, findEvents } from '#domain/events/find-events.ts';
import { beginOfFollowing, firstEventCursor, followEvents } from '#domain/events/follow-events.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import type { ContextMaker } from '../make-context.ts';
import type { AddressLimit } from '../spending/address-limit.ts';
import type { CallerSlots } from '../spending/caller-slots.ts';
import { answerDomainError } from './answer-domain-error.ts';

const parameterNames = ['organization', 'after', 'types', 'follow'];
const heartbeatMilliseconds = 15_000;

/** Time after which a client that reads nothing loses its stream. */
const stalledMilliseconds = 60_000;

interface StreamOptions {
  makeContext: ContextMaker;
  eventSlots: CallerSlots;
  addressLimit?: AddressLimit | null;
}

interface Asked {
  slug: string;
  after: string | null;
  kinds: EventKind[] | null;
  /** Whether the stream waits for further events after the latest one. */
  follow: boolean;
}

/**
 * Streams the events of an organization as server-sent events in the JSON format of CloudEvents: `GET
 * /events?organization=lumen`. The id of each event is its cursor. A client that sends `Last-Event-ID` continues after
 * that event. Without a cursor, the stream begins with the next event. It ends when the client loses its access. With
 * `follow=false`, it begins with the oldest event and ends after the latest.
 */
export async function streamEvents(
  { makeContext, eventSlots, addressLimit }: StreamOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin, logger, contextFor } = makeContext(request, response);
  response.setHeader('x-request-id', origin.requestId);
  let free: (() => void) | null = null;
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  try {
    addressLimit?.admit(origin.address, 0);
    const context = await contextFor();
    if (context.viewer.kind === 'ANONYMOUS') throw new Unauthenticated();
    const asked = readRequest(request);
    const organization = await context.db.organization.findFirst({ where: { slug: asked.slug } });
    if (!organization) throw new NotFound('organization');
    requireListAccess(context.viewer, 'READ', organization.id);
    const begin = () => (asked.follow ? beginOfFollowing(context, organization.id) : firstEventCursor(organization.id));
    const after = asked.after ?? (await begin());
    // Refuses a bad cursor before the response begins.
    await findEvents(context, organization.id, { first: 0, after });
    free = eventSlots.take(context.viewer, origin.address);
    if (!free) {
      const { maxOpen } = eventSlots;
      throw new LimitExceeded(maxOpen, `At most ${maxOpen} streams may be open at once. Close one, then try again.`);
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Turns off the buffer of nginx, which would delay events.
      'x-accel-buffering': 'no',
    });
    if (request.method !== 'HEAD') {
      await writeAll(context, organization, { ...asked, after }, response, closed.signal);
    }
    response.end();
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      if (!closed.signal.aborted) logger.error({ error }, 'A stream of events was interrupted.');
      return;
    }
    if (!(error instanceof DomainError)) throw error;
    if (!(error instanceof RateLimited)) addressLimit?.chargeRefusal(origin.address, 0);
    const status = error instanceof LimitExceeded && free === null ? 429 : undefined;
    answerDomainError(response, error, origin.requestId, status);
  } finally {
    free?.();
    closed.abort();
  }
}

async function writeAll(
  context: Context,
  organization: { id: string; slug: string },
  { after, kinds, follow }: { after: string; kinds: EventKind[] | null; follow: boolean },
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  // Sends an id without data. A client that loses the connection before the first event continues from this cursor.
  await write(response, `id: ${after}\n\n`, signal);
  let writtenAt = Date.now();
  const surroundings = { publicUrl: context.installation.publicUrl, organizationSlug: organization.slug };
  const options = { untilLatest: !follow };
  for await (const events of followEvents(context, organization.id, { after, kinds }, signal, options)) {
    const text = events.map((event) => messageOf(event, surroundings)).join('');
    if (text === '' && Date.now() - writtenAt < heartbeatMilliseconds) continue;
    await write(response, text || ': still here\n\n', signal);
    writtenAt = Date.now();
  }
}

function messageOf(event: FoundEvent, surroundings: Parameters<typeof cloudEventOf>[2]): string {
  const dataset = event.dataset && { slug: event.dataset.slug, id: event.datasetId ?? '' };
  return `id: ${event.cursor}\ndata: ${JSON.stringify(cloudEventOf(event, dataset, surroundings))}\n\n`;
}

/**
 * Writes a text. Waits for a slow client, so that at most one batch is in memory. Closes the connection of a client
 * that reads nothing for `stalledMilliseconds`.
 */
async function write(response: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  if (response.write(text)) return;
  const stalled = setTimeout(() => response.destroy(), stalledMilliseconds);
  try {
    await once(response, 'drain', { signal });
  } finally {
    clearTimeout(stalled);
  }
}

function readRequest({ url, headers }: IncomingMessage): Asked {
  const asked = new URL(url ?? '/', 'http://localhost').searchParams;
  for (const name of asked.keys()) {
    if (!parameterNames.includes(name)) {
      throw new InvalidInput(name, `Unknown parameter "${name}". The parameters are ${parameterNames.join(', ')}.`);
    }
    if (name !== 'types' && asked.getAll(name).length > 1) throw new InvalidInput(name, `Send \`${name}\` once.`);
  }
  const slug = asked.get('organization');
  if (slug === null) throw new InvalidInput('organization', 'Name an organization: /events?organization=lumen.');
  // The header has priority over the cursor in the URL: a browser that reconnects sends the same URL, so its header is
  // newer.
  const lastId = headers['last-event-id']?.toString();
  const follow = asked.get('follow') ?? 'true';
  if (follow !== 'true' && follow !== 'false') throw new InvalidInput('follow', '`follow` must be true or false.');
  return {
    slug,
    follow: follow === 'true',
    after: lastId || asked.get('after'),
    kinds: asked.has('types') ? asked.getAll('types').map(readKind) : null,
  };
}

function readKind(type: string): EventKind {
  const kind = eventKindOfType(type);
  if (kind) return kind;
  const types = allEventKinds.map((known) => eventKinds[known].type);
  throw new InvalidInput('types', `"${type}" is not a type of events. The types are ${types.join(', ')}.`);
}
