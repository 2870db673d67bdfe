import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './states.module.css';
import * as strings from './strings.ts';

/** Empty state: a title, a reason, and an action. */
export function EmptyState(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      {props.icon && <div className={styles.icon}>{props.icon}</div>}
      <h2>{props.title}</h2>
      {props.children && <div className={styles.text}>{props.children}</div>}
      {props.action}
    </div>
  );
}

interface ErrorStateProps {
  title?: string;
  error: { code: string; message: string; requestId?: string };
  onRetry?: () => void;
}

/** Error state: the server's message, a code and request id for support, and a button to try again. */
export function ErrorState({ title = strings.couldNotLoad, error, onRetry }: ErrorStateProps) {
  return (
    <div className={styles.state} role="alert">
      <div className={styles.danger}>
        <CircleAlert size={20} aria-hidden />
      </div>
      <h2>{title}</h2>
      <p className={styles.text}>{error.message}</p>
      {onRetry && (
        <Button icon={<RotateCw size={14} />} onClick={onRetry}>
          {strings.tryAgain}
        </Button>
      )}
      <dl className={styles.facts}>
        <dt>{strings.errorCode}</dt>
        <dd>{error.code}</dd>
        {error.requestId && (
          <>
            <dt>{strings.requestId}</dt>
            <dd>
              {error.requestId}
              <CopyButton text={error.requestId} label={strings.copyRequestId} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
