import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gate.module.css';
import { Gate, GateRefusal, takeFocus } from './gate.tsx';

const RequestResetMutation = graphql(`
  mutation RequestReset($email: String!) {
    requestPasswordReset(input: { email: $email }) {
      ... on RequestPasswordResetSuccess {
        reset {
          requested
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Sends a link for a new password. Whether there is such an account is not told. */
export function ForgotPasswordPage() {
  const request = useAction(RequestResetMutation);
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSent((await request.run({ email })) !== undefined);
  }

  if (isSent) {
    return (
      <Gate
        isRead
        title="Look into your mail"
        lead={`If ${email} has an account with a password, a link is on its way there. It works once, for 30 minutes.`}
      >
        <div className={styles.links}>
          <Link to="/login">Back to the sign-in</Link>
        </div>
      </Gate>
    );
  }
  return (
    <Gate title="Forgot your password?" lead="You get a link by which you choose a new one.">
      <form className={styles.form} onSubmit={submit}>
        <TextField
          isLarge
          label="Email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          ref={takeFocus}
        />
        <GateRefusal error={request.refusal} />
        <Button type="submit" tone="primary" size="l" isBusy={request.isBusy}>
          Send the link
        </Button>
      </form>
      <div className={styles.links}>
        <Link to="/login">Back to the sign-in</Link>
      </div>
    </Gate>
  );
}
