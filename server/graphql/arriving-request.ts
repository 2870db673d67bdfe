import type { InterruptibleWork } from '#database/interruptible-work.ts';
import type { Context } from '#domain/context.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { RequestLogger } from '../logger.ts';
import type { RequestedOperation } from './prepared-operation.ts';

/** Context of a request: the context of the domain and further values of the server. */
export interface RequestContext extends Context {
  logger: RequestLogger;
  /** Operation of the request. Undefined until its variables and its cost are checked. */
  requested?: RequestedOperation;
  executed?: boolean;
  /** Whether GraphiQL sent the request. */
  isFromGraphiql?: boolean;
  /** Adds a header to the response. Undefined for a request without an HTTP response. */
  setHeader?: (name: string, value: string) => void;
  /** Database statements of the request. Undefined until it is executed. */
  work?: InterruptibleWork;
  /** Calls `leave` when the client disconnects. Returns an unsubscribe function. */
  whenGone?: (leave: () => void) => () => void;
}

/** A request before its caller is authenticated. */
export interface ArrivingRequest {
  origin: RequestOrigin;
  logger: RequestLogger;
  setHeader?: (name: string, value: string) => void;
  /** Whether the request was executed. Yoga copies this object into the context of the request. */
  executed?: boolean;
  /** Whether GraphiQL sent the request. */
  isFromGraphiql?: boolean;
  /** Authenticates the caller. Called after the variables and the cost of the operation are checked. */
  contextFor: () => Promise<RequestContext>;
}
