import type { InterruptibleWork } from '#database/interruptible-work.ts';
import type { Context } from '#domain/context.ts';
import type { RequestOrigin } from '#domain/request-origin.ts';
import type { RequestLogger } from '../logger.ts';

/** A request's context, with what the server keeps beside the domain's. */
export interface RequestContext extends Context {
  logger: RequestLogger;
  /** What the operation may load, as counted before it began; see `costOf`. */
  operationCost?: number;
  executed?: boolean;
  /** Puts a header on the answer. Absent where nothing is answered over HTTP. */
  setHeader?: (name: string, value: string) => void;
  /** Its statements in the database, once it is executed. */
  work?: InterruptibleWork;
  /** Calls `leave` when the client disconnects. Returns an unsubscribe function. */
  whenGone?: (leave: () => void) => () => void;
}

/** A request before its caller is authenticated. */
export interface ArrivingRequest {
  origin: RequestOrigin;
  logger: RequestLogger;
  setHeader?: (name: string, value: string) => void;
  /** Whether it was executed. Yoga makes the context of the request from this object. */
  executed?: boolean;
  /** Authenticates the caller. Called once the operation is known to be acceptable. */
  contextFor: () => Promise<RequestContext>;
}
