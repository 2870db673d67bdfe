import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

const jsonTypes = ['application/json', 'application/graphql-response+json'];

/** Media types of GraphQL responses that a client accepts. */
export interface AcceptedMediaTypes {
  /** The JSON type that the client prefers, or null if it accepts none. */
  json: string | null;
  eventStream: boolean;
  multipart: boolean;
}

/** Reads the Accept header, with its quality values. (RFC 9110, section 12.5.1.) */
export function acceptedMediaTypes({ headers }: Pick<IncomingMessage, 'headers'>): AcceptedMediaTypes {
  const { mediaType } = negotiator(headers.accept);
  return {
    json: mediaType(jsonTypes) ?? null,
    eventStream: mediaType(['text/event-stream']) !== undefined,
    multipart: mediaType(['multipart/mixed']) !== undefined,
  };
}

/**
 * Returns a parser of the Accept header. Ranges with a charset other than UTF-8, or with Apollo's `subscriptionSpec`,
 * are ignored. All other parameters except the quality are removed.
 */
function negotiator(accept = '*/*') {
  const ranges = accept
    .split(',')
    .filter((range) => !/;\s*(charset\s*=\s*"?(?!utf-?8)|subscriptionSpec\s*=)/i.test(range))
    .map((range) => range.replaceAll(/;(?!\s*q\s*=)[^;]*/gi, ''));
  const read = new Negotiator({ headers: { accept: ranges.join(',') } });
  return { mediaType: (types: readonly string[]) => read.mediaType(types) };
}

/** Returns an Accept header with the same meaning, for code that ignores quality values and parameters. */
export function acceptHeaderOf({ json, eventStream, multipart }: AcceptedMediaTypes): string {
  return [json, eventStream && 'text/event-stream', multipart && 'multipart/mixed'].filter(Boolean).join(', ');
}
