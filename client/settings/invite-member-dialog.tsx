import { type FormEvent, useState } from 'react';
import type { Role } from '../gql/graphql.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { rolesToGive } from '../panels/roles.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';
import { useInviteMember } from './use-invite-member.ts';

interface InviteMemberDialogProps {
  org: string;
  mayInviteOwners: boolean;
  isOpen: boolean;
  onInvite: () => void;
  onClose: () => void;
}

/**
 * Dialog that invites a user by email. The link is only in the email, so it proves that the user can read that address.
 */
export function InviteMemberDialog({ isOpen, onClose, ...rest }: InviteMemberDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.inviteMember} size="s">
      <InviteMember {...rest} onClose={onClose} />
    </Dialog>
  );
}

function InviteMember({ org, mayInviteOwners, onInvite, onClose }: Omit<InviteMemberDialogProps, 'isOpen'>) {
  const { invite, isBusy, refusal } = useInviteMember(org);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('VIEWER');
  const [notice, setNotice] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setNotice(undefined);
    const invitation = await invite(email, role);
    if (!invitation) return;
    onInvite();
    const message = strings.mailMessages[invitation.mailState](invitation.email);
    if (invitation.mailState === 'FAILED') {
      setNotice(message);
    } else {
      toast(message);
      onClose();
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={strings.inviteEmail}
        type="email"
        required
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint={strings.inviteEmailHint}
      />
      <SelectField label={strings.role} value={role} options={rolesToGive(mayInviteOwners)} onChange={setRole} />
      <Refusal error={refusal} />
      {notice && <p role="alert">{notice}</p>}
      <div className={styles.actions}>
        <Button onClick={onClose}>{strings.cancel}</Button>
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {strings.sendInvitation}
        </Button>
      </div>
    </form>
  );
}
