import { useRouter } from '@tanstack/react-router';
import { use } from 'react';
import type { ApiError } from '../data/api-error.ts';
import { StartOverContext } from '../data/session.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { forgetSecret } from '../sign-in/use-secret.ts';

const AcceptInvitationMutation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      ... on AcceptInvitationSuccess {
        user {
          id
        }
      }
      ... on Error {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

interface AcceptInvitation {
  /** Joins with a new account, or with the signed-in one. */
  run: (account?: { name: string; password: string }) => Promise<void>;
  isBusy: boolean;
  refusal: ApiError | undefined;
}

/** Returns an action that joins the organization of an invitation and opens it. */
export function useAcceptInvitation(secret: string, organizationSlug: string): AcceptInvitation {
  const { run, isBusy, refusal } = useAction(AcceptInvitationMutation);
  const startOver = use(StartOverContext);
  const router = useRouter();
  return {
    async run(account) {
      if (!(await run({ input: { secret, ...account } }))) return;
      forgetSecret();
      // Drops all data, because it was loaded without this membership.
      startOver();
      await router.navigate({ to: '/o/$org', params: { org: organizationSlug }, replace: true });
    },
    isBusy,
    refusal,
  };
}
