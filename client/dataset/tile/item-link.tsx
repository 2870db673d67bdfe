import type { MouseEvent, ReactNode } from 'react';
import { isPlainClick } from '../../ui/is-plain-click.ts';
import * as strings from '../strings.ts';

export interface ItemLinkProps {
  /** Index of the item in the list. */
  index: number;
  /** Id of the item. Undefined while the item is loading: the link then contains its position. */
  id: string | undefined;
  href: (index: number, id?: string) => string;
  onOpen: (index: number, id?: string) => void;
  className?: string;
  children?: ReactNode;
}

/** Link that opens an item in a panel over the list. With a modifier key, the browser handles the click. */
export function ItemLink({ index, id, href, onOpen, className, children }: ItemLinkProps) {
  function open(event: MouseEvent) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    onOpen(index, id);
  }
  return (
    <a
      href={href(index, id)}
      aria-label={id === undefined ? strings.itemLoading(index + 1) : undefined}
      tabIndex={-1}
      draggable={false}
      className={className}
      onClick={open}
    >
      {children}
    </a>
  );
}
