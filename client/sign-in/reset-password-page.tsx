import { Link } from '@tanstack/react-router';
import { type FormEvent, use, useState } from 'react';
import { StartOverContext } from '../data/session.ts';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gate.module.css';
import { Gate, GateRefusal, takeFocus } from './gate.tsx';
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

/** Page that sets a new password with a single-use link, from a mail or from the operator of the server. */
export function ResetPasswordPage() {
  const secret = useSecret();
  if (secret) return <NewPassword key={secret} secret={secret} />;
  return (
    <Gate isRead title="This link is incomplete" lead="Open the whole link again, or request a new one.">
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
      <Gate isRead title="Password changed" lead="All browsers were signed out. Sign in with the new password.">
        <div className={styles.links}>
          <Link to="/login">Sign in</Link>
        </div>
      </Gate>
    );
  }
  if (complete.refusal?.path === 'secret') {
    return (
      <Gate isRead title="This link has expired" lead="It was already used, replaced or is too old. Request a new one.">
        <AnotherLink />
      </Gate>
    );
  }
  const isAboutPassword = complete.refusal?.path === 'newPassword';
  return (
    <Gate title="Choose a new password" lead="All browsers that use your account will be signed out.">
      <form className={styles.form} onSubmit={submit}>
        <TextField
          isLarge
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={256}
          hint="10 characters or more."
          error={isAboutPassword ? complete.refusal?.message : undefined}
          value={newPassword}
          onChange={(event) => setPassword(event.target.value)}
          ref={takeFocus}
        />
        <GateRefusal error={isAboutPassword ? undefined : complete.refusal} />
        <Button type="submit" tone="primary" size="l" isBusy={complete.isBusy}>
          Set password
        </Button>
      </form>
    </Gate>
  );
}

function AnotherLink() {
  return (
    <div className={styles.links}>
      <Link to="/forgot-password">Request a new link</Link>
      <Link to="/login">Back to sign in</Link>
    </div>
  );
}
