import type { PageStore } from '../data/page-store.ts';
import { useTotalCount } from '../data/use-page-store.ts';
import { StatusLine } from '../ui/toolbar.tsx';
import { ByteSize, RelativeTime } from '../ui/values.tsx';
import { type SeenRangeStore, useSeenRange } from './seen-range.ts';
import * as strings from './strings.ts';

interface PlaceStatusProps {
  store: PageStore<unknown>;
  seen: SeenRangeStore;
  /** The shown revision. Undefined until it has loaded. */
  revision: { createdAt: string; byteSize: number } | undefined;
  isFiltered: boolean;
  openIndex: number | undefined;
}

/** Number of items, and the range of items in view. */
export function PlaceStatus({ store, seen, revision, isFiltered, openIndex }: PlaceStatusProps) {
  const total = useTotalCount(store);
  const range = useSeenRange(seen);
  const last = range && total !== undefined ? Math.min(range.lastIndex + 1, total) : undefined;
  return (
    <StatusLine
      end={
        <>
          {total !== undefined && total > 0 && (
            <span>
              {openIndex !== undefined
                ? strings.itemOf(openIndex + 1, total)
                : range && last !== undefined && strings.itemRange(range.firstIndex + 1, last)}
            </span>
          )}
          {/* The size is that of all items, so it would be wrong beside the count of filtered items. */}
          {revision && !isFiltered && <ByteSize byteSize={revision.byteSize} />}
          {revision && (
            <span>
              {strings.published} <RelativeTime at={revision.createdAt} />
            </span>
          )}
        </>
      }
    >
      {total === undefined ? strings.loading : strings.itemCount(total)}
    </StatusLine>
  );
}
