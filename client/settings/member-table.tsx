import { useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Refusal } from './refusal.tsx';
import { roleOptions, titleOfRole } from './roles.ts';
import styles from './settings.module.css';

const MemberTableFragment = graphql(`
  fragment MemberTable_membership on Membership {
    id
    role
    createdAt
    user {
      id
      name
      email
    }
  }
`);

const SetRoleMutation = graphql(`
  mutation SetRole($input: SetMemberRoleInput!) {
    setMemberRole(input: $input) {
      ... on SetMemberRoleSuccess {
        membership {
          id
          role
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const RemoveMemberMutation = graphql(`
  mutation RemoveMember($membership: ID!) {
    removeMember(input: { membership: $membership }) {
      ... on RemoveMemberSuccess {
        ended {
          membershipId
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

interface MemberTableProps {
  memberships: readonly FragmentType<typeof MemberTableFragment>[];
  mayChange: boolean;
  mayMakeOwners: boolean;
  onChange: () => void;
}

export function MemberTable({ memberships, mayChange, mayMakeOwners, onChange }: MemberTableProps) {
  const rows = readFragment(MemberTableFragment, memberships);
  const [leaving, setLeaving] = useState<(typeof rows)[number]>();
  const setRole = useAction(SetRoleMutation);
  const remove = useAction(RemoveMemberMutation);
  const options = roleOptions.filter(({ value }) => mayMakeOwners || value !== 'OWNER');
  const close = () => {
    setLeaving(undefined);
    remove.forget();
  };
  return (
    <>
      <Refusal error={setRole.refusal} />
      <Table
        caption="Members"
        rows={rows}
        rowKey={(membership) => membership.id}
        columns={[
          {
            id: 'name',
            title: 'Name',
            cell: ({ user }) => (
              <span className={styles.person}>
                <Avatar name={user.name} />
                {user.name}
              </span>
            ),
          },
          { id: 'email', title: 'E-mail', cell: ({ user }) => <span className={styles.quiet}>{user.email}</span> },
          { id: 'joined', title: 'Joined', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
          {
            id: 'role',
            title: 'Role',
            width: 140,
            cell: ({ id, role, user }) =>
              mayChange && (mayMakeOwners || role !== 'OWNER') ? (
                <SelectField
                  label={`Role of ${user.name}`}
                  isLabelHidden
                  value={role}
                  options={options}
                  disabled={setRole.isBusy}
                  onChange={async (next) => {
                    const done = await setRole.run({ input: { membership: id, role: next } });
                    if (!done) return;
                    toast(`${user.name} is ${titleOfRole(next).toLowerCase()} now.`);
                    onChange();
                  }}
                />
              ) : (
                titleOfRole(role)
              ),
          },
          {
            id: 'actions',
            title: '',
            cell: (membership) =>
              mayChange && (
                <span className={styles.rowEnd}>
                  <Button
                    size="s"
                    tone="quiet"
                    aria-label={`Remove ${membership.user.name}`}
                    onClick={() => setLeaving(membership)}
                  >
                    Remove
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={`Remove ${leaving?.user.name ?? 'the member'}?`}
        verb="Remove the member"
        isBusy={remove.isBusy}
        refusal={remove.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!leaving || !(await remove.run({ membership: leaving.id }))) return;
          toast(`${leaving.user.name} is no longer a member.`);
          close();
          onChange();
        }}
      >
        Their tokens, grants, share links and open invitations end with it. What they published stays.
      </ConfirmDialog>
    </>
  );
}
