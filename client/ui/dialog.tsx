import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { reachable } from './reachable.ts';
import * as strings from './strings.ts';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Whether the title bar is hidden, as for a palette. Screen readers still read the title. */
  isTitleHidden?: boolean;
  size?: 's' | 'm' | 'l';
  /**
   * Whether the dialog contains text instead of a form. The text is then focusable, so that the keyboard can scroll it.
   */
  isText?: boolean;
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * Modal dialog based on the HTML element `<dialog>`. It keeps the focus inside, closes on Escape and then restores the
 * focus.
 */
export function Dialog({ isOpen, onClose, title, isTitleHidden, size = 'm', isText, footer, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && dialog && !dialog.open) {
      dialog.showModal();
      // Focuses the first field instead of the close button, because users open a dialog to fill it in.
      dialog.querySelector<HTMLElement>('[data-dialog-body] :is(input, select, textarea)')?.focus();
    }
    if (!isOpen) dialog?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={ref}
      className={cx(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      onClose={onClose}
      // Closes on a click outside. Only the backdrop has the dialog element as its target, because the content covers
      // the rest.
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      {isOpen && (
        <div className={styles.sheet}>
          <header className={isTitleHidden ? 'visually-hidden' : styles.header}>
            <h2 id={titleId}>{showInvisible(title)}</h2>
            {!isTitleHidden && <IconButton label={strings.close} icon={<X size={16} />} onClick={onClose} />}
          </header>
          <div
            data-dialog-body
            {...(isText && { ...reachable, role: 'region', 'aria-labelledby': titleId })}
            className={isTitleHidden ? undefined : styles.body}
          >
            {children}
          </div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
