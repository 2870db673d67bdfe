import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { type Done, useAction } from '../data/use-action.ts';
import type { InviteMemberMutation as Answer, Role } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { OrganizationIdQuery } from './organization-id.ts';

const InviteMemberMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) {
      ... on InviteMemberSuccess {
        invitation {
          id
          email
          mailState
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface InviteMember {
  /** Sends an invitation, or sends an open one again. Returns undefined if it was refused. */
  invite: (email: string, role: Role) => Promise<Done<Answer>['invitation'] | undefined>;
  isBusy: boolean;
  refusal: ApiError | undefined;
}

/** Returns an action that invites people to an organization, given by its slug. */
export function useInviteMember(org: string): InviteMember {
  const client = useClient();
  const { run, isBusy, refusal } = useAction(InviteMemberMutation);
  const [problem, setProblem] = useState<ApiError>();
  const invite = useCallback(
    async (email: string, role: Role) => {
      setProblem(undefined);
      try {
        const { organization } = await loadOnce(client, OrganizationIdQuery, { org });
        return (await run({ input: { organizationId: organization?.id ?? org, email, role } }))?.invitation;
      } catch (error) {
        setProblem(toApiError(error));
        return undefined;
      }
    },
    [client, org, run],
  );
  return { invite, isBusy, refusal: problem ?? refusal };
}
