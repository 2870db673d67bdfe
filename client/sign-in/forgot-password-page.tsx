import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gate.module.css';
import { Gate, GateRefusal, takeFocus } from './gate.tsx';
import * as strings from './strings.ts';

const RequestResetMutation = graphql(`
  mutation RequestReset($email: String!) {
    requestPasswordReset(input: { email: $email }) {
      ... on RequestPasswordResetSuccess {
        requested
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Page that sends a link to set a new password. The response is the same if the account does not exist. */
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
      <Gate isRead title={strings.checkEmail} lead={strings.linkSent(email)}>
        <div className={styles.links}>
          <Link to="/login">{strings.backToSignIn}</Link>
        </div>
      </Gate>
    );
  }
  return (
    <Gate title={strings.forgotPassword} lead={strings.forgotPasswordLead}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          isLarge
          label={strings.email}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          ref={takeFocus}
        />
        <GateRefusal error={request.refusal} />
        <Button type="submit" tone="primary" size="l" isBusy={request.isBusy}>
          {strings.sendLink}
        </Button>
      </form>
      <div className={styles.links}>
        <Link to="/login">{strings.backToSignIn}</Link>
      </div>
    </Gate>
  );
}
