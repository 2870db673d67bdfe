import { type ReactNode, type RefObject, useCallback, useId, useRef } from 'react';
import { cx } from './cx.ts';
import { placeBeside } from './place-beside.ts';
import styles from './popover.module.css';

/** What the element that opens a popover must wear. */
export interface TriggerProps {
  ref: RefObject<HTMLButtonElement | null>;
  popoverTarget: string;
  'aria-haspopup': 'dialog' | 'menu';
}

interface PopoverProps {
  /** Names the popover for screen readers. */
  label: string;
  trigger: (props: TriggerProps) => ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: 'start' | 'end';
  className?: string;
}

/** A sheet beside the button that opens it, in the browser's top layer: nothing clips it, Escape and a click beside close it. */
export function Popover({ label, trigger, children, align = 'start', className }: PopoverProps) {
  const id = useId();
  const triggerRef = useRef<HTMLButtonElement>(null);
  const sheetRef = useRef<HTMLDivElement>(null);
  const close = useCallback(() => sheetRef.current?.hidePopover(), []);
  return (
    <>
      {trigger({ ref: triggerRef, popoverTarget: id, 'aria-haspopup': 'dialog' })}
      <div
        ref={sheetRef}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={cx(styles.sheet, className)}
        onToggle={(event) => {
          if (event.newState === 'open') placeBeside(sheetRef.current, triggerRef.current, align);
        }}
      >
        {typeof children === 'function' ? children(close) : children}
      </div>
    </>
  );
}
