import { type RefObject, useEffect, useRef, useState } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { graphql } from '../gql/index.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { ItemViewer } from '../viewers/item-viewer.tsx';
import { AnnotationsProvider } from './annotations-provider.tsx';
import { Inspector, InspectorSkeleton } from './inspector.tsx';
import { ItemHeader } from './item-header.tsx';
import styles from './item-panel.module.css';
import * as strings from './strings.ts';

const ItemPanelQuery = graphql(`
  query ItemPanel($id: ID!) {
    node(id: $id) {
      __typename
      ... on Item {
        id
        key
        title
        ...AnnotationsProvider_item
        ...ItemViewer_item
        ...Inspector_item
      }
    }
  }
`);

export interface ItemPanelProps {
  /** Id of the item. Undefined until the item at `place` has loaded. */
  itemId: string | undefined;
  onClose: () => void;
  /** Goes to the previous item. Null at the start of the list. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  /** Position of the item in the list. `index` counts from 0. */
  place: { index: number; total: number } | null;
}

const inspectorKey = 'vitrine.inspector';

/** Panel over the page from which an item was opened. Shows the content of the item and its facts. */
export function ItemPanel({ itemId, onClose, onPrevious, onNext, place }: ItemPanelProps) {
  const panelRef = useRef<HTMLElement>(null);
  const [isInspecting, setInspecting] = useState(() => localStorage.getItem(inspectorKey) !== 'closed');
  const [{ data, error, fetching }, ask] = useQuery({
    query: ItemPanelQuery,
    variables: { id: itemId ?? '' },
    pause: itemId === undefined,
  });
  useFocusWhileOpen(panelRef);

  function toggleInspector() {
    setInspecting(!isInspecting);
    if (isInspecting) localStorage.setItem(inspectorKey, 'closed');
    else localStorage.removeItem(inspectorKey);
  }
  useShortcut({ keys: 'Escape', label: strings.close, group: strings.item, run: onClose });
  useShortcut({ keys: 'ArrowLeft', label: strings.previousItem, group: strings.item, run: () => onPrevious?.() });
  useShortcut({ keys: 'ArrowRight', label: strings.nextItem, group: strings.item, run: () => onNext?.() });
  useShortcut({ keys: 'k', label: strings.previousItem, group: strings.item, run: () => onPrevious?.() });
  useShortcut({ keys: 'j', label: strings.nextItem, group: strings.item, run: () => onNext?.() });
  useShortcut({ keys: 'i', label: strings.inspector, group: strings.item, run: toggleInspector });

  // Ignores the previous item, which urql may still return.
  const found = data?.node?.__typename === 'Item' ? data.node : undefined;
  const item = found?.id === itemId ? found : undefined;
  const isWaiting = !item && !error && (fetching || found !== undefined || data === undefined);
  return (
    <section
      ref={panelRef}
      tabIndex={-1}
      aria-label={item ? nameOfItem(item) : strings.item}
      aria-busy={isWaiting}
      className={styles.panel}
    >
      <ItemHeader
        title={item ? nameOfItem(item) : strings.item}
        isWaiting={isWaiting}
        isInspecting={isInspecting}
        onToggleInspector={toggleInspector}
        onClose={onClose}
        onPrevious={onPrevious}
        onNext={onNext}
        place={place}
      />
      {item && (
        <AnnotationsProvider item={item}>
          <div className={cx(styles.body, isInspecting && styles.inspected)}>
            <div className={styles.stage}>
              <ItemViewer item={item} />
            </div>
            {isInspecting && <Inspector key={item.id} item={item} />}
          </div>
        </AnnotationsProvider>
      )}
      {isWaiting && (
        <div className={cx(styles.body, isInspecting && styles.inspected)}>
          <div className={styles.stage} />
          {isInspecting && <InspectorSkeleton />}
        </div>
      )}
      {!item && !isWaiting && (
        <div className={styles.state}>
          {error && !isNoSuchItem(error) ? (
            <ErrorState
              title={strings.loadFailed}
              error={toApiError(error)}
              onRetry={() => ask({ requestPolicy: 'network-only' })}
            />
          ) : (
            <EmptyState title={strings.notFound} action={<Button onClick={onClose}>{strings.backToDataset}</Button>}>
              {strings.notFoundHint}
            </EmptyState>
          )}
        </div>
      )}
    </section>
  );
}

/** Returns whether an error means that the item does not exist. The id in a link may be incomplete or misspelled. */
function isNoSuchItem(error: CombinedError): boolean {
  return ['BAD_REQUEST', 'INVALID_INPUT', 'NOT_FOUND'].includes(toApiError(error).code);
}

/** Moves the focus into the panel, and back to the previous element when the panel closes. */
function useFocusWhileOpen(panelRef: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const before = document.activeElement;
    panelRef.current?.focus({ preventScroll: true });
    const panel = panelRef.current;
    return () => {
      const isElsewhere = document.activeElement !== document.body && !panel?.contains(document.activeElement);
      if (before instanceof HTMLElement && before.isConnected && !isElsewhere) before.focus({ preventScroll: true });
    };
  }, [panelRef]);
}
