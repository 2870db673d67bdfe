import type { ReactNode } from 'react';
import type { ApiError } from '../data/api-error.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './panels.module.css';
import { Refusal } from './refusal.tsx';
import * as strings from './strings.ts';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** Label of the confirming button, which is a verb. */
  verb: string;
  isBusy: boolean;
  refusal: ApiError | undefined;
  onConfirm: () => void;
  onClose: () => void;
  /** Text about the consequences of the action. */
  children: ReactNode;
}

/** Dialog that asks for confirmation of an action that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen={props.isOpen}
      isText
      onClose={props.onClose}
      title={props.title}
      size="s"
      footer={
        <div className={styles.actions}>
          <Button onClick={props.onClose}>{strings.cancel}</Button>
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
