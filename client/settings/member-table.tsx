import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useAction } from '../data/use-action.ts';
import type { MemberTable_MembershipFragment, Role } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { rolesToGive, titleOfRole } from '../panels/roles.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import * as strings from './strings.ts';

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
    removeMember(input: { membershipId: $membership }) {
      ... on RemoveMemberSuccess {
        membershipId
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
  const [leaving, setLeaving] = useState<MemberTable_MembershipFragment>();
  const setRole = useAction(SetRoleMutation);
  const remove = useAction(RemoveMemberMutation);
  const changeRole = async ({ id, user }: MemberTable_MembershipFragment, role: Role) => {
    if (!(await setRole.run({ input: { membershipId: id, role } }))) return;
    toast(strings.roleChanged(showInvisible(user.name), titleOfRole(role)));
    onChange();
  };
  const close = () => {
    setLeaving(undefined);
    remove.forget();
  };
  return (
    <>
      <Refusal error={setRole.refusal} />
      <Table
        caption={strings.membersTitle}
        rows={rows}
        rowKey={(membership) => membership.id}
        columns={columnsOf({
          mayChange,
          mayMakeOwners,
          isBusy: setRole.isBusy,
          onSetRole: changeRole,
          onRemove: setLeaving,
        })}
      />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={strings.removeMemberQuestion(leaving?.user.name)}
        verb={strings.removeMember}
        isBusy={remove.isBusy}
        refusal={remove.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!leaving || !(await remove.run({ membership: leaving.id }))) return;
          toast(strings.memberRemoved(showInvisible(leaving.user.name)));
          close();
          onChange();
        }}
      >
        {strings.removeMemberHint}
      </ConfirmDialog>
    </>
  );
}

interface MemberActions {
  mayChange: boolean;
  mayMakeOwners: boolean;
  isBusy: boolean;
  onSetRole: (membership: MemberTable_MembershipFragment, role: Role) => Promise<void>;
  onRemove: (membership: MemberTable_MembershipFragment) => void;
}

function columnsOf(actions: MemberActions): readonly Column<MemberTable_MembershipFragment>[] {
  const { mayChange, mayMakeOwners, isBusy, onSetRole, onRemove } = actions;
  const options = rolesToGive(mayMakeOwners);
  return [
    {
      id: 'name',
      title: strings.name,
      cell: ({ user }) => (
        <span className={styles.person}>
          <Avatar name={user.name} />
          <span>{showInvisible(user.name)}</span>
        </span>
      ),
    },
    { id: 'email', title: strings.email, cell: ({ user }) => <span className={styles.quiet}>{user.email}</span> },
    { id: 'joined', title: strings.joined, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'role',
      title: strings.role,
      width: 140,
      cell: (membership) =>
        mayChange && (mayMakeOwners || membership.role !== 'OWNER') ? (
          <SelectField
            label={strings.roleOf(showInvisible(membership.user.name))}
            isLabelHidden
            value={membership.role}
            options={options}
            disabled={isBusy}
            onChange={(role) => onSetRole(membership, role)}
          />
        ) : (
          titleOfRole(membership.role)
        ),
    },
    {
      id: 'actions',
      title: strings.actions,
      isActions: true,
      cell: (membership) =>
        mayChange && (
          <Button
            size="s"
            tone="quiet"
            aria-label={strings.removeNamed(showInvisible(membership.user.name))}
            onClick={() => onRemove(membership)}
          >
            {strings.remove}
          </Button>
        ),
    },
  ];
}
