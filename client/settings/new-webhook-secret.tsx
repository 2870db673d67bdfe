import styles from '../panels/panels.module.css';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import * as strings from './strings.ts';

/** Secret of a webhook. It is shown only once. */
export function NewWebhookSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className={styles.form}>
      <p>{strings.secretShownOnce}</p>
      <div className={styles.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label={strings.copySecret} />
      </div>
      <p className={styles.quiet}>{strings.webhookSecretHint}</p>
      <div className={styles.actions}>
        <Button tone="primary" onClick={onDone}>
          {strings.done}
        </Button>
      </div>
    </div>
  );
}
