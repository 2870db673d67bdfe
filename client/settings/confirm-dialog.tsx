import type { ReactNode } from 'react';
import type { ApiError } from '../data/api-error.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from './refusal.tsx';
import styles from './settings.module.css';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** The button that does it: a verb. */
  verb: string;
  isBusy: boolean;
  refusal: ApiError | undefined;
  onConfirm: () => void;
  onClose: () => void;
  /** What follows from it. */
  children: ReactNode;
}

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size="s"
      footer={
        <div className={styles.actions}>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button tone="danger" isBusy={props.isBusy} onClick={props.onConfirm}>
            {props.verb}
          </Button>
        </div>
      }
    >
      <div className={styles.form}>
        <p>{props.children}</p>
        <Refusal error={props.refusal} />
      </div>
    </Dialog>
  );
}
