import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isAnswerCode } from '../graphql/answer-codes.ts';
import type { ArrivingRequest, RequestContext } from '../graphql/arriving-request.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts operations by their kind and result. It runs after the plugin that masks errors, and counts the codes of
 * masked errors.
 */
export function measureOperations(metrics: Metrics): Plugin<RequestContext, ArrivingRequest> {
  const underWay = new WeakMap<object, { startedAt: number; operation: string }>();
  const learn = ({ document, operationName, contextValue }: Executed) => {
    const known = underWay.get(contextValue);
    const operation = getOperationAST(document, operationName)?.operation ?? 'none';
    if (known) known.operation = operation;
    if (contextValue.operationCost !== undefined) {
      metrics.operationCost.observe({ operation }, contextValue.operationCost);
    }
  };
  return {
    onParams({ context }) {
      underWay.set(context, { startedAt: performance.now(), operation: 'none' });
    },
    onExecute({ args }) {
      learn(args);
    },
    onSubscribe({ args }) {
      learn(args);
    },
    onResultProcess({ result, serverContext }) {
      const { startedAt, operation } = underWay.get(serverContext) ?? {
        startedAt: performance.now(),
        operation: 'none',
      };
      const [error] = 'errors' in result ? (result.errors ?? []) : [];
      const code = error?.extensions['code'];
      metrics.operations.inc({ operation, code: error ? (isAnswerCode(code) ? code : 'BAD_REQUEST') : 'OK' });
      metrics.operationSeconds.observe({ operation }, (performance.now() - startedAt) / 1_000);
    },
  };
}

interface Executed {
  document: Parameters<typeof getOperationAST>[0];
  operationName?: string | null;
  contextValue: RequestContext;
}
