import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../metrics/metrics.ts';
import { isAnswerCode } from './answer-codes.ts';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';

/**
 * Counts operations by kind and result. Runs after the plugin that masks errors, and counts the codes of the masked
 * errors.
 */
export function measureOperations(metrics: Metrics): Plugin<RequestContext, ArrivingRequest> {
  const underWay = new WeakMap<object, { startedAt: number; operation: string }>();
  const learn = ({ contextValue }: { contextValue: RequestContext }) => {
    const { requested } = contextValue;
    if (!requested) return;
    const { operation } = requested.prepared.operation;
    const known = underWay.get(contextValue);
    if (known) known.operation = operation;
    metrics.operationCost.observe({ operation }, requested.cost);
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
