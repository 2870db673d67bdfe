import { useState } from 'react';
import { useClient } from 'urql';
import { showInvisible } from '#formats/show-invisible.ts';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { basePath } from '../data/base-path.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { OrganizationIdQuery } from './organization-id.ts';
import * as strings from './strings.ts';

const LeaveOrganizationMutation = graphql(`
  mutation LeaveOrganization($organization: ID!) {
    leaveOrganization(input: { organizationId: $organization }) {
      ... on LeaveOrganizationSuccess {
        membershipId
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Button that ends the user's membership. The last owner cannot leave. */
export function LeaveOrganization({ org, name }: { org: string; name: string }) {
  const client = useClient();
  const leave = useAction(LeaveOrganizationMutation);
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const close = () => {
    setAsked(false);
    setProblem(undefined);
    leave.forget();
  };

  async function confirm() {
    try {
      const { organization } = await loadOnce(client, OrganizationIdQuery, { org });
      if (!(await leave.run({ organization: organization?.id ?? org }))) return;
      // Reloads the whole page, because all data was loaded with the membership that has ended.
      window.location.assign(`${basePath}/`);
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  return (
    <>
      <Button onClick={() => setAsked(true)}>{strings.leaveOrganization}</Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={strings.leaveQuestion(showInvisible(name))}
        verb={strings.leave}
        isBusy={leave.isBusy}
        refusal={problem ?? leave.refusal}
        onClose={close}
        onConfirm={confirm}
      >
        {strings.leaveHint}
      </ConfirmDialog>
    </>
  );
}
