import { type ExecutionArgs, GraphQLError, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { InterruptibleWork } from '#database/interruptible-work.ts';
import type { RequestContext } from './arriving-request.ts';

/**
 * Stops an operation that takes too long, and a query whose client has disconnected. Its statements in PostgreSQL are
 * cancelled. A mutation whose client has disconnected runs to its end, or to the deadline.
 */
export function limitTime(milliseconds: number): Plugin<RequestContext> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs): unknown => {
        const context = args.contextValue as RequestContext;
        const work = new InterruptibleWork();
        context.work = work;
        const result: unknown = executeFn(args);
        if (!isPromise(result)) return result;
        return raceDeadline(result, work, milliseconds, isQuery(context) ? context.whenGone : undefined);
      });
    },
  };
}

/** Assigns the SQL statements of resolvers to their request, so that they can be cancelled together. */
export function interruptResolvers(): Plugin<RequestContext> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs): unknown => {
        const { work } = args.contextValue as RequestContext;
        return work ? work.run(() => executeFn(args) as unknown) : executeFn(args);
      });
    },
  };
}

async function raceDeadline(
  result: PromiseLike<unknown>,
  work: InterruptibleWork,
  milliseconds: number,
  whenGone: RequestContext['whenGone'],
): Promise<unknown> {
  const stayed = whenGone?.(() => void work.stop());
  let deadline: NodeJS.Timeout | undefined;
  const overdue = new Promise<null>((resolve) => {
    deadline = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    const answer = await Promise.race([result, overdue]);
    if (answer !== null) return answer;
    await work.stop();
    return { errors: [tookTooLong(milliseconds)] };
  } finally {
    clearTimeout(deadline);
    stayed?.();
  }
}

function tookTooLong(milliseconds: number) {
  return new GraphQLError(
    `The operation took longer than ${milliseconds / 1_000} s and was stopped. Request less data, or try again later.`,
    { extensions: { code: 'TIMEOUT', http: { status: 504 } } },
  );
}

function isQuery({ requested }: RequestContext): boolean {
  return requested?.prepared.operation.operation === OperationTypeNode.QUERY;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
