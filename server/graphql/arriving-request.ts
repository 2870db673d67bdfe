import type { InterruptibleWork } from '#database/interruptible-work.ts';
import type { Context } from '#domain/context.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { RequestLogger } from '../logger.ts';
import type { RequestedOperation } from './prepared-operation.ts';

/** A request's context, with values of the server beside those of the domain. */
export interface RequestContext extends Context {
  logger: RequestLogger;
  /** The operation of the request, after it was found acceptable. */
  requested?: RequestedOperation;
  executed?: boolean;
  /** Whether GraphiQL sent the request. */
  isFromGraphiql?: boolean;
  /** Adds a header to the response. Undefined for a request without an HTTP response. */
  setHeader?: (name: string, value: string) => void;
  /** The request's statements in the database, after it began to execute. */
  work?: InterruptibleWork;
  /** Calls `leave` when the client disconnects. Returns an unsubscribe function. */
  whenGone?: (leave: () => void) => () => void;
}

/** A request before its caller is authenticated. */
export interface ArrivingRequest {
  origin: RequestOrigin;
  logger: RequestLogger;
  setHeader?: (name: string, value: string) => void;
  /** Whether the request was executed. Yoga makes the context of the request from this object. */
  executed?: boolean;
  /** Whether GraphiQL sent the request. */
  isFromGraphiql?: boolean;
  /** Authenticates the caller. Called after the operation was found acceptable. */
  contextFor: () => Promise<RequestContext>;
}
