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
        password {
          changed
        }
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

/** Sets a new password by the link of a mail, once. */
export function ResetPasswordPage() {
  const secret = useSecret();
  if (secret) return <NewPassword key={secret} secret={secret} />;
  return (
    <Gate isRead title="This link is not complete" lead="Open it from the mail again, all of it, or ask for a new one.">
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
      <Gate isRead title="Your new password holds" lead="You are signed out everywhere else. Sign in with it.">
        <div className={styles.links}>
          <Link to="/login">Sign in</Link>
        </div>
      </Gate>
    );
  }
  if (complete.refusal?.path === 'secret') {
    return (
      <Gate isRead title="This link is over" lead="It was used already, or is older than 30 minutes.">
        <AnotherLink />
      </Gate>
    );
  }
  const isAboutPassword = complete.refusal?.path === 'newPassword';
  return (
    <Gate title="Choose a new password" lead="All browsers that are signed in to your account are signed out.">
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
          Set the password
        </Button>
      </form>
    </Gate>
  );
}

function AnotherLink() {
  return (
    <div className={styles.links}>
      <Link to="/forgot-password">Send me a new link</Link>
      <Link to="/login">Back to the sign-in</Link>
    </div>
  );
}
