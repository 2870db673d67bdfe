import { useAction } from '../data/use-action.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { Refusal } from './refusal.tsx';
import { titleOfRole } from './roles.ts';
import styles from './settings.module.css';

const InvitationTableFragment = graphql(`
  fragment InvitationTable_invitation on Invitation {
    id
    email
    role
    state
    createdAt
    expiresAt
    invitedBy {
      id
      name
    }
  }
`);

const RevokeInvitationMutation = graphql(`
  mutation RevokeInvitation($invitation: ID!) {
    revokeInvitation(input: { invitation: $invitation }) {
      ... on RevokeInvitationSuccess {
        invitation {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const toneOf = { OPEN: 'accent', ACCEPTED: 'success', EXPIRED: 'neutral', REVOKED: 'danger' } as const;

interface InvitationTableProps {
  invitations: readonly FragmentType<typeof InvitationTableFragment>[];
  onChange: () => void;
}

export function InvitationTable({ invitations, onChange }: InvitationTableProps) {
  const rows = readFragment(InvitationTableFragment, invitations);
  const revoke = useAction(RevokeInvitationMutation);
  return (
    <>
      <Refusal error={revoke.refusal} />
      <Table
        caption="Invitations"
        rows={rows}
        rowKey={(invitation) => invitation.id}
        columns={[
          { id: 'email', title: 'E-mail', cell: ({ email }) => email },
          { id: 'role', title: 'Role', cell: ({ role }) => titleOfRole(role) },
          {
            id: 'state',
            title: 'State',
            cell: ({ state }) => <Chip tone={toneOf[state]}>{state.toLowerCase()}</Chip>,
          },
          { id: 'by', title: 'Invited by', cell: ({ invitedBy }) => invitedBy?.name ?? 'somebody who left' },
          { id: 'sent', title: 'Sent', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
          {
            id: 'ends',
            title: 'Ends',
            cell: ({ state, expiresAt }) => (state === 'OPEN' ? <RelativeTime at={expiresAt} /> : null),
          },
          {
            id: 'actions',
            title: '',
            cell: ({ id, state, email }) =>
              state === 'OPEN' && (
                <span className={styles.rowEnd}>
                  <Button
                    size="s"
                    tone="quiet"
                    disabled={revoke.isBusy}
                    aria-label={`Take back the invitation of ${email}`}
                    onClick={async () => {
                      if (!(await revoke.run({ invitation: id }))) return;
                      toast(`The invitation of ${email} is taken back.`);
                      onChange();
                    }}
                  >
                    Take back
                  </Button>
                </span>
              ),
          },
        ]}
      />
    </>
  );
}
