import type { MouseEvent, ReactNode } from 'react';

export interface ItemLinkProps {
  id: string;
  href: (id: string) => string;
  onOpen: (id: string) => void;
  className?: string;
  children: ReactNode;
}

/** Link that opens an item over the list. With a modifier key, the browser opens it as usual. */
export function ItemLink({ id, href, onOpen, className, children }: ItemLinkProps) {
  function open(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(id);
  }
  return (
    <a href={href(id)} tabIndex={-1} draggable={false} className={className} onClick={open}>
      {children}
    </a>
  );
}
