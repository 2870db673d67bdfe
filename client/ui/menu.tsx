import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './menu.module.css';
import { placeBeside, triggerOf } from './place-beside.ts';
import sheetStyles from './popover.module.css';
import type { TriggerProps } from './popover.tsx';

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  note?: ReactNode;
  keys?: string;
  tone?: 'danger';
  /** Whether this choice is selected. Undefined for actions. */
  isChecked?: boolean;
  onSelect: () => void;
}

export interface MenuSection {
  title?: string;
  items: readonly MenuItem[];
}

interface MenuProps {
  label: string;
  sections: readonly MenuSection[];
  renderTrigger: (props: TriggerProps) => ReactNode;
  header?: ReactNode;
  align?: 'start' | 'end';
}

/**
 * Menu of actions or choices that a button opens. Arrow and letter keys move the focus, Enter selects, Escape closes.
 */
export function Menu({ label, sections, renderTrigger, header, align = 'start' }: MenuProps) {
  const id = useId();
  const sheetRef = useRef<HTMLDivElement>(null);
  const menuRef = useRef<HTMLDivElement>(null);
  const items = () => [...(menuRef.current?.querySelectorAll<HTMLElement>('[data-menu-item]') ?? [])];

  function onKeyDown(event: KeyboardEvent) {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const letter = event.key.length === 1 ? event.key.toLowerCase() : undefined;
    const target = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all[(at - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    const byLetter = letter
      ? [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) =>
          item.textContent?.toLowerCase().startsWith(letter),
        )
      : undefined;
    const next = target ?? byLetter;
    if (event.key === 'Tab') sheetRef.current?.hidePopover();
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }

  return (
    <>
      {renderTrigger({ popoverTarget: id, 'aria-haspopup': 'menu' })}
      <div
        ref={sheetRef}
        id={id}
        popover="auto"
        className={sheetStyles.sheet}
        onToggle={(event) => {
          if (event.newState !== 'open') return;
          placeBeside(sheetRef.current, triggerOf(id), align);
          items()[0]?.focus({ preventScroll: true });
        }}
      >
        {header && <div className={styles.header}>{header}</div>}
        <div ref={menuRef} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
          {sections.map((section, i) => (
            <fieldset key={section.title ?? i} className={styles.section}>
              {section.title && <legend className={styles.title}>{section.title}</legend>}
              {section.items.map((item) => (
                <button
                  key={item.id}
                  type="button"
                  data-menu-item
                  role={item.isChecked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked={item.isChecked}
                  tabIndex={-1}
                  className={cx(styles.item, item.tone === 'danger' && styles.danger)}
                  onClick={() => {
                    sheetRef.current?.hidePopover();
                    item.onSelect();
                  }}
                >
                  {item.icon && <span className={styles.icon}>{item.icon}</span>}
                  <span className={styles.label}>{item.label}</span>
                  {item.note && <span className={styles.note}>{item.note}</span>}
                  {item.keys && <kbd className={styles.note}>{item.keys}</kbd>}
                  {item.isChecked !== undefined && (
                    <span className={styles.check}>{item.isChecked && <Check size={14} aria-hidden />}</span>
                  )}
                </button>
              ))}
            </fieldset>
          ))}
        </div>
      </div>
    </>
  );
}
