import { useAction } from '../data/use-action.ts';
import type { InvitationTable_InvitationFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { type Column, Table } from '../ui/table.tsx';
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
  const takeBack = async ({ id, email }: InvitationTable_InvitationFragment) => {
    if (!(await revoke.run({ invitation: id }))) return;
    toast(`The invitation of ${email} is taken back.`);
    onChange();
  };
  return (
    <>
      <Refusal error={revoke.refusal} />
      <Table
        caption="Table of invitations"
        rows={rows}
        rowKey={(invitation) => invitation.id}
        columns={columnsOf(revoke.isBusy, takeBack)}
      />
    </>
  );
}

function columnsOf(
  isBusy: boolean,
  onRevoke: (invitation: InvitationTable_InvitationFragment) => Promise<void>,
): readonly Column<InvitationTable_InvitationFragment>[] {
  return [
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
      title: 'Actions',
      cell: (invitation) =>
        invitation.state === 'OPEN' && (
          <span className={styles.rowEnd}>
            <Button
              size="s"
              tone="quiet"
              disabled={isBusy}
              aria-label={`Take back the invitation of ${invitation.email}`}
              onClick={() => onRevoke(invitation)}
            >
              Take back
            </Button>
          </span>
        ),
    },
  ];
}
