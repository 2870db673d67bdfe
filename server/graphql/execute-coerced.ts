import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from './arriving-request.ts';

/**
 * Executes an operation with variables that were already coerced. By default, the executor coerces them a second time,
 * and refuses values that a rule of `domain/` reads.
 */
export function executeCoerced(): Plugin<RequestContext> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs): unknown => {
        const { requested } = args.contextValue as RequestContext;
        if (!requested) return executeFn(args);
        const { prepared, variables } = requested;
        return executeFn({ ...args, document: prepared.executable, variableValues: variables });
      });
    },
  };
}
