import { type FormEvent, useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { graphql } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

const ChangePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      ... on ChangePasswordSuccess {
        changed
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

export function ChangePasswordForm() {
  const change = useAction(ChangePasswordMutation);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!(await change.run({ input: { currentPassword, newPassword } }))) return;
    setCurrent('');
    setNew('');
    toast(strings.passwordChanged);
  }

  return (
    <form className={cx(styles.form, styles.narrow)} onSubmit={submit}>
      <TextField
        label={strings.currentPassword}
        type="password"
        autoComplete="current-password"
        required
        value={currentPassword}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <TextField
        label={strings.newPassword}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={256}
        hint={strings.passwordHint}
        value={newPassword}
        onChange={(event) => setNew(event.target.value)}
      />
      <Refusal error={change.refusal} />
      <div className={cx(styles.actions, styles.start)}>
        <Button type="submit" isBusy={change.isBusy}>
          {strings.changePassword}
        </Button>
      </div>
    </form>
  );
}
