import { type FormEvent, type ReactNode, useState } from 'react';
import type { ApiError } from '../data/api-error.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './gate.module.css';
import { Gate, GateRefusal, takeFocus } from './gate.tsx';
import * as strings from './strings.ts';

interface SignInFormProps {
  title?: string;
  lead?: ReactNode;
  /** Email address of the account that must sign in. Undefined for any account. */
  email?: string;
  /** Reason why the user must sign in again. */
  problem?: string;
  /** Returns the error, or undefined if the sign-in succeeded. */
  onSubmit: (email: string, password: string) => Promise<ApiError | undefined>;
  /** Identity provider, if one is configured. */
  provider?: { name: string; href: string } | null;
  /** Other links below the form. */
  children?: ReactNode;
}

/** Sign-in form. */
export function SignInForm(props: SignInFormProps) {
  const { title = strings.signInTitle, lead = strings.signInLead, email } = props;
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const textOf = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    setBusy(true);
    setError(undefined);
    setError(await props.onSubmit(textOf('email'), textOf('password')));
    setBusy(false);
  }
  const problem = error ?? (props.problem ? { code: 'REFUSED', message: props.problem } : undefined);
  return (
    <Gate title={title} lead={lead}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          isLarge
          label={strings.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={email}
          readOnly={email !== undefined}
          ref={email === undefined ? takeFocus : undefined}
        />
        <TextField
          isLarge
          label={strings.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          ref={email === undefined ? undefined : takeFocus}
        />
        <GateRefusal error={problem} />
        <Button type="submit" tone="primary" size="l" isBusy={isBusy}>
          {strings.signIn}
        </Button>
      </form>
      {props.provider && (
        <a className={styles.provider} href={props.provider.href}>
          {strings.signInWith(props.provider.name)}
        </a>
      )}
      {props.children && <div className={styles.links}>{props.children}</div>}
    </Gate>
  );
}
