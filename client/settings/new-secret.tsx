import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './settings.module.css';

/** Secret of a new token, which is shown only once. */
export function NewSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className={styles.form}>
      <p>Copy the secret now. It will not be shown again.</p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label="Copy the secret" />
      </div>
      <p className={styles.quiet}>
        A program sends it as <code>Authorization: Bearer …</code>; the command line reads it from{' '}
        <code>VITRINE_TOKEN</code>.
      </p>
      <div className={styles.actions}>
        <Button tone="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
