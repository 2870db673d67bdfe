import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { InvitationState, InvitationTable_InvitationFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { titleOfRole } from '../panels/roles.ts';
import { Button } from '../ui/button.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { mailTones } from './mail-tones.ts';
import * as strings from './strings.ts';
import { useInviteMember } from './use-invite-member.ts';

const InvitationTableFragment = graphql(`
  fragment InvitationTable_invitation on Invitation {
    id
    email
    role
    state
    mailState
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
    revokeInvitation(input: { invitationId: $invitation }) {
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

const toneOf: Record<InvitationState, ChipTone> = {
  OPEN: 'accent',
  ACCEPTED: 'success',
  EXPIRED: 'neutral',
  REVOKED: 'danger',
};

interface InvitationTableProps {
  /** Slug of the organization. */
  org: string;
  invitations: readonly FragmentType<typeof InvitationTableFragment>[];
  onChange: () => void;
}

export function InvitationTable({ org, invitations, onChange }: InvitationTableProps) {
  const rows = readFragment(InvitationTableFragment, invitations);
  const revoke = useAction(RevokeInvitationMutation);
  const again = useInviteMember(org);
  const takeBack = async ({ id, email }: InvitationTable_InvitationFragment) => {
    if (!(await revoke.run({ invitation: id }))) return;
    toast(strings.invitationRevoked(email));
    onChange();
  };
  const sendAgain = async ({ email, role }: InvitationTable_InvitationFragment) => {
    const invitation = await again.invite(email, role);
    if (!invitation) return;
    toast(strings.mailMessages[invitation.mailState](email));
    onChange();
  };
  return (
    <>
      <Refusal error={revoke.refusal ?? again.refusal} />
      <Table
        caption={strings.invitationsTable}
        rows={rows}
        rowKey={(invitation) => invitation.id}
        columns={columnsOf(revoke.isBusy || again.isBusy, { takeBack, sendAgain })}
      />
    </>
  );
}

function columnsOf(
  isBusy: boolean,
  { takeBack, sendAgain }: Record<'takeBack' | 'sendAgain', (of: InvitationTable_InvitationFragment) => Promise<void>>,
): readonly Column<InvitationTable_InvitationFragment>[] {
  return [
    { id: 'email', title: strings.email, cell: ({ email }) => email },
    { id: 'role', title: strings.role, cell: ({ role }) => titleOfRole(role) },
    {
      id: 'state',
      title: strings.status,
      cell: ({ state, mailState }) => (
        <span className={styles.chips}>
          <Chip tone={toneOf[state]}>{strings.invitationStates[state]}</Chip>
          {state === 'OPEN' && strings.mailStates[mailState] && (
            <Chip tone={mailTones[mailState]}>{strings.mailStates[mailState]}</Chip>
          )}
        </span>
      ),
    },
    {
      id: 'by',
      title: strings.invitedBy,
      cell: ({ invitedBy }) => (invitedBy ? showInvisible(invitedBy.name) : strings.formerMember),
    },
    { id: 'sent', title: strings.sent, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'ends',
      title: strings.expires,
      cell: ({ state, expiresAt }) => (state === 'OPEN' ? <RelativeTime at={expiresAt} /> : null),
    },
    {
      id: 'actions',
      title: strings.actions,
      isActions: true,
      cell: (invitation) =>
        invitation.state === 'OPEN' && (
          <>
            {invitation.mailState === 'FAILED' && (
              <Button
                size="s"
                tone="quiet"
                disabled={isBusy}
                aria-label={strings.sendAgainTo(invitation.email)}
                onClick={() => sendAgain(invitation)}
              >
                {strings.sendAgain}
              </Button>
            )}
            <Button
              size="s"
              tone="quiet"
              disabled={isBusy}
              aria-label={strings.revokeInvitation(invitation.email)}
              onClick={() => takeBack(invitation)}
            >
              {strings.revoke}
            </Button>
          </>
        ),
    },
  ];
}
