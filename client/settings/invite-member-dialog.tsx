import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { useAction } from '../data/use-action.ts';
import type { Role } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { mailMessages } from './mail-messages.ts';
import { OrganizationIdQuery } from './organization-id.ts';
import { Refusal } from './refusal.tsx';
import { roleOptions } from './roles.ts';
import styles from './settings.module.css';

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

interface InviteMemberDialogProps {
  org: string;
  mayInviteOwners: boolean;
  isOpen: boolean;
  onInvite: () => void;
  onClose: () => void;
}

/** Sends somebody a link by which they join. The link is in the mail alone: it proves who reads that address. */
export function InviteMemberDialog({ isOpen, onClose, ...rest }: InviteMemberDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Invite a member" size="s">
      <InviteMember {...rest} onClose={onClose} />
    </Dialog>
  );
}

function InviteMember({ org, mayInviteOwners, onInvite, onClose }: Omit<InviteMemberDialogProps, 'isOpen'>) {
  const client = useClient();
  const invite = useAction(InviteMemberMutation);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('VIEWER');
  const [problem, setProblem] = useState<ApiError>();
  const [notice, setNotice] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setNotice(undefined);
    try {
      const { organization } = await loadOnce(client, OrganizationIdQuery, { org });
      const done = await invite.run({ input: { organization: organization?.id ?? org, email, role } });
      if (!done) return;
      const { email: invited, mailState } = done.invitation;
      onInvite();
      if (mailState === 'FAILED') {
        setNotice(mailMessages.FAILED(invited));
      } else {
        toast(mailMessages[mailState](invited));
        onClose();
      }
    } catch (error) {
      setProblem(toApiError(error));
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label="E-mail address"
        type="email"
        required
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint="The link is sent there. It replaces an open invitation of the same address."
      />
      <SelectField
        label="Role"
        value={role}
        options={roleOptions.filter(({ value }) => mayInviteOwners || value !== 'OWNER')}
        onChange={setRole}
      />
      <Refusal error={problem ?? invite.refusal} />
      {notice && <p role="alert">{notice}</p>}
      <div className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="primary" isBusy={invite.isBusy}>
          Send the invitation
        </Button>
      </div>
    </form>
  );
}
