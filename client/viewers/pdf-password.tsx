import { Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './pdf-password.module.css';
import type { PasswordPrompt } from './use-pdf.ts';

/** Asks for the password of an encrypted document. The password is not sent to the server. */
export function PdfPassword({ isRetry, submit, file }: PasswordPrompt & { file: { asset: string; filename: string } }) {
  const [password, setPassword] = useState('');
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    submit(password);
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <Lock size={20} aria-hidden />
      <strong>This document is protected by a password</strong>
      <TextField
        label="Password"
        type="password"
        autoComplete="off"
        required
        value={password}
        hint="Used in this tab only. It isn’t sent to the server."
        error={isRetry ? 'Wrong password. Try again.' : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" tone="primary">
          Open
        </Button>
        <DownloadButton {...file} />
      </div>
    </form>
  );
}
