import { use } from 'react';
import { useMutation } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { StartOverContext } from '../data/session.ts';
import { SignOutMutation } from '../shell/sign-out.ts';
import styles from '../sign-in/gate.module.css';
import { GateRefusal, takeFocus } from '../sign-in/gate.tsx';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';
import { useAcceptInvitation } from './use-accept-invitation.ts';

interface JoinFormProps {
  secret: string;
  organizationSlug: string;
  invitedEmail: string;
  account: { name: string; email: string };
}

/** Form for signed-in users: they join with one click, or switch to another account first. */
export function JoinForm({ secret, organizationSlug, invitedEmail, account }: JoinFormProps) {
  const accept = useAcceptInvitation(secret, organizationSlug);
  const startOver = use(StartOverContext);
  const [{ fetching }, signOut] = useMutation(SignOutMutation);
  const isOther = account.email !== invitedEmail;

  async function change() {
    const { error } = await signOut({});
    if (error) toast(toApiError(error).message, 'danger');
    else startOver();
  }

  return (
    <div className={styles.form}>
      {isOther && <p>{strings.otherAccount(invitedEmail, account.email)}</p>}
      <GateRefusal error={accept.refusal} />
      <Button tone="primary" size="l" isBusy={accept.isBusy} onClick={() => void accept.run()} ref={takeFocus}>
        {strings.joinAs(account.name)}
      </Button>
      <Button size="l" isBusy={fetching} onClick={change}>
        {strings.anotherAccount}
      </Button>
    </div>
  );
}
