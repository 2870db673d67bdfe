import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { acceptedMediaTypes } from '../protocol/accepted-media-types.ts';
import type { RequestContext } from './arriving-request.ts';

/** Refuses a subscription before it begins if its client does not accept a stream of events. */
export function refuseUnreadableStreams(): Plugin<RequestContext> {
  return {
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const accept = (contextValue as { request?: Request }).request?.headers.get('accept') ?? undefined;
      if (acceptedMediaTypes({ headers: { accept } }).eventStream) return;
      const message = 'A subscription is a stream of events. Send the header Accept: text/event-stream.';
      setResultAndStopExecution({
        errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })],
      });
    },
  };
}
