import { type FormEvent, useState } from 'react';
import styles from '../sign-in/gate.module.css';
import { GateRefusal, takeFocus } from '../sign-in/gate.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import * as strings from './strings.ts';
import { useAcceptInvitation } from './use-accept-invitation.ts';

interface NewAccountFormProps {
  secret: string;
  email: string;
  organizationSlug: string;
}

/** Form for new users, which creates an account with a name and a password and joins the organization. */
export function NewAccountForm({ secret, email, organizationSlug }: NewAccountFormProps) {
  const accept = useAcceptInvitation(secret, organizationSlug);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { refusal } = accept;
  const errorOf = (path: string) => (refusal?.path === path ? refusal.message : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    void accept.run({ name, password });
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField isLarge label={strings.email} type="email" autoComplete="username" readOnly value={email} />
      <TextField
        isLarge
        label={strings.name}
        autoComplete="name"
        required
        maxLength={200}
        error={errorOf('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        ref={takeFocus}
      />
      <TextField
        isLarge
        label={strings.password}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={256}
        hint={strings.passwordHint}
        error={errorOf('password')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <GateRefusal error={refusal?.path === 'name' || refusal?.path === 'password' ? undefined : refusal} />
      <Button type="submit" tone="primary" size="l" isBusy={accept.isBusy}>
        {strings.join}
      </Button>
    </form>
  );
}
