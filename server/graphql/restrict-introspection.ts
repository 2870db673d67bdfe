import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Viewer } from '#domain/viewer.ts';
import type { RequestContext } from './arriving-request.ts';

export type IntrospectionPolicy = 'everyone' | 'recognised' | 'nobody';

/** Returns whether the policy shows the schema to a viewer. */
export function maySeeSchema(policy: IntrospectionPolicy, { kind }: Pick<Viewer, 'kind'>): boolean {
  return policy === 'everyone' || (policy === 'recognised' && kind !== 'ANONYMOUS');
}

/** Shows the schema to the callers that the policy allows: everybody, authenticated callers, or nobody. */
export function restrictIntrospection(policy: IntrospectionPolicy): Plugin<RequestContext> {
  return {
    onExecute({ args: { contextValue }, setResultAndStopExecution }) {
      if (!contextValue.requested?.prepared.readsSchema || maySeeSchema(policy, contextValue.viewer)) return;
      const code = policy === 'nobody' ? 'FORBIDDEN' : 'UNAUTHENTICATED';
      const message =
        policy === 'nobody'
          ? 'This server does not show its schema.'
          : 'Sign in, or send a valid token, to see the schema.';
      setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions: { code } })] });
    },
  };
}
