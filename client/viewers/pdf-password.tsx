import { Lock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './pdf-password.module.css';
import * as strings from './strings.ts';
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
      <strong>{strings.passwordTitle}</strong>
      <TextField
        label={strings.password}
        type="password"
        autoComplete="off"
        required
        value={password}
        hint={strings.passwordHint}
        error={isRetry ? strings.wrongPassword : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" tone="primary">
          {strings.open}
        </Button>
        <DownloadButton {...file} />
      </div>
    </form>
  );
}
