import { Link } from '@tanstack/react-router';
import { type FormEvent, use, useState } from 'react';
import { StartOverContext } from '../data/session.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gate.module.css';
import { Gate, GateRefusal, takeFocus } from './gate.tsx';
import * as strings from './strings.ts';
import { forgetSecret, useSecret } from './use-secret.ts';

const CompleteResetMutation = graphql(`
  mutation CompleteReset($input: CompletePasswordResetInput!) {
    completePasswordReset(input: $input) {
      ... on CompletePasswordResetSuccess {
        changed
      }
      ... on Error {
        code
        message
      }
      ... on InvalidInput {
        path
      }
    }
  }
`);

/** Page that sets a new password with a single-use link, which an email or the operator of the server provides. */
export function ResetPasswordPage() {
  const secret = useSecret();
  if (secret) return <NewPassword key={secret} secret={secret} />;
  return (
    <Gate isRead title={strings.linkIncomplete} lead={strings.linkIncompleteLead}>
      <AnotherLink />
    </Gate>
  );
}

function NewPassword({ secret }: { secret: string }) {
  const startOver = use(StartOverContext);
  const complete = useAction(CompleteResetMutation);
  const [newPassword, setPassword] = useState('');
  const [isDone, setDone] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!(await complete.run({ input: { secret, newPassword } }))) return;
    forgetSecret();
    setDone(true);
    startOver();
  }

  if (isDone) {
    return (
      <Gate isRead title={strings.passwordChanged} lead={strings.passwordChangedLead}>
        <div className={styles.links}>
          <Link to="/login">{strings.signIn}</Link>
        </div>
      </Gate>
    );
  }
  if (complete.refusal?.path === 'secret') {
    return (
      <Gate isRead title={strings.linkExpired} lead={strings.linkExpiredLead}>
        <AnotherLink />
      </Gate>
    );
  }
  const isAboutPassword = complete.refusal?.path === 'newPassword';
  return (
    <Gate title={strings.setPasswordTitle} lead={strings.setPasswordLead}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          isLarge
          label={strings.newPassword}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
          hint={strings.passwordHint}
          error={isAboutPassword ? complete.refusal?.message : undefined}
          value={newPassword}
          onChange={(event) => setPassword(event.target.value)}
          ref={takeFocus}
        />
        <GateRefusal error={isAboutPassword ? undefined : complete.refusal} />
        <Button type="submit" tone="primary" size="l" isBusy={complete.isBusy}>
          {strings.setPassword}
        </Button>
      </form>
    </Gate>
  );
}

function AnotherLink() {
  return (
    <div className={styles.links}>
      <Link to="/forgot-password">{strings.requestLink}</Link>
      <Link to="/login">{strings.backToSignIn}</Link>
    </div>
  );
}
