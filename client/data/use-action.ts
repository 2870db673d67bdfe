import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { type ApiError, toApiError } from './api-error.ts';
import { bypassingCache } from './bypass.ts';
import * as strings from './strings.ts';

/** Successful result of a mutation, without its typed errors. */
export type Done<Data> = Exclude<NonNullable<Data[keyof Data]>, string | { message: string }>;

export interface Action<Data, Variables> {
  /** Sends the mutation. Returns undefined if it failed, and sets `refusal` to the error. */
  run: (variables: Variables) => Promise<Done<Data> | undefined>;
  isBusy: boolean;
  refusal: ApiError | undefined;
  forget: () => void;
}

/**
 * Returns a mutation as a user action, with its state and its error. Handles typed errors as well as failed requests.
 */
export function useAction<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const client = useClient();
  const [state, setState] = useState<{ isBusy: boolean; refusal?: ApiError }>({ isBusy: false });
  const run = useCallback(
    async (variables: Variables) => {
      setState({ isBusy: true });
      const { data, error } = await client.mutation(document, variables, bypassingCache).toPromise();
      const answer = data && answerOf(data);
      const refusal =
        refusalOf(answer) ?? (answer && !error ? undefined : toApiError(error ?? new Error(strings.noData)));
      setState({ isBusy: false, refusal });
      return refusal ? undefined : (answer as Done<Data>);
    },
    [client, document],
  );
  return {
    run,
    isBusy: state.isBusy,
    refusal: state.refusal,
    forget: useCallback(() => setState({ isBusy: false }), []),
  };
}

function answerOf(data: object): unknown {
  return Object.entries(data).find(([name]) => name !== '__typename')?.[1];
}

function refusalOf(answer: unknown): ApiError | undefined {
  if (typeof answer !== 'object' || answer === null || !('message' in answer)) return undefined;
  const code = 'code' in answer ? String(answer.code) : 'REFUSED';
  const path = 'path' in answer && typeof answer.path === 'string' ? answer.path : undefined;
  return { code, message: String(answer.message), path };
}
