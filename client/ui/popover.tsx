import { type ReactNode, useCallback, useId, useRef } from 'react';
import { cx } from './cx.ts';
import { placeBeside, triggerOf } from './place-beside.ts';
import styles from './popover.module.css';

/** Props for the element that opens a popover. */
export interface TriggerProps {
  popoverTarget: string;
  'aria-haspopup': 'dialog' | 'menu';
}

interface PopoverProps {
  /** Name of the popover for screen readers. */
  label: string;
  renderTrigger: (props: TriggerProps) => ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: 'start' | 'end';
  className?: string;
}

/**
 * Popover beside its button, in the top layer of the browser, so that no element clips it. Escape and a click outside
 * close it.
 */
export function Popover({ label, renderTrigger, children, align = 'start', className }: PopoverProps) {
  const id = useId();
  const sheetRef = useRef<HTMLDialogElement>(null);
  const close = useCallback(() => document.getElementById(id)?.hidePopover(), [id]);
  const content = typeof children === 'function' ? children(close) : children;
  return (
    <>
      {renderTrigger({ popoverTarget: id, 'aria-haspopup': 'dialog' })}
      <dialog
        ref={sheetRef}
        id={id}
        popover="auto"
        aria-label={label}
        className={cx(styles.sheet, className)}
        onToggle={(event) => {
          if (event.newState === 'open') placeBeside(sheetRef.current, triggerOf(id), align);
        }}
      >
        {content}
      </dialog>
    </>
  );
}
