import { type FormEvent, useState } from 'react';
import type { ApiError } from '../data/api-error.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './sign-in-form.module.css';

interface SignInFormProps {
  /** Answers why it did not work, if it did not. */
  onSubmit: (email: string, password: string) => Promise<ApiError | undefined>;
  /** Where else one can sign in, if anywhere. */
  provider?: { name: string; href: string } | null;
}

/** Asks who is there. */
export function SignInForm(props: SignInFormProps) {
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
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit}>
        <svg width="36" height="36" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden>
          <rect x="2.8" y="2.8" width="14.4" height="14.4" rx="3" />
          <path d="m3 13.4 4-4 3.6 3.6 2-2 4.4 4" strokeLinejoin="round" />
          <circle cx="12.6" cy="7.2" r="1.1" fill="currentColor" stroke="none" />
        </svg>
        <div>
          <h1>Sign in to Vitrine</h1>
          <p className={styles.lead}>See what your pipelines have published.</p>
        </div>
        <TextField isLarge label="Email" name="email" type="email" autoComplete="username" required ref={takeFocus} />
        <TextField isLarge label="Password" name="password" type="password" autoComplete="current-password" required />
        {error && (
          <p role="alert" className={styles.error}>
            {error.message}
          </p>
        )}
        <Button type="submit" tone="primary" size="l" isBusy={isBusy}>
          Sign in
        </Button>
        {props.provider && (
          <a className={styles.provider} href={props.provider.href}>
            Sign in with {props.provider.name}
          </a>
        )}
      </form>
    </main>
  );
}

/** The page has nothing but this form: one may start typing. */
function takeFocus(input: HTMLInputElement | null) {
  input?.focus();
}
