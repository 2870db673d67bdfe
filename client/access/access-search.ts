import { dayParam, idParam, oneOf, readSearch, textParam } from '../address/read-search.ts';
import type { AccessAction, AccessLogFilter } from '../gql/graphql.ts';
import { accessActions } from './access-actions.ts';

/** Filter of the access log in the URL. All params are optional. */
export interface AccessSearch {
  action?: AccessAction;
  /** Whether to include the entries of thumbnails. Ignored if an `action` is set. */
  thumbnails?: 'show';
  /** The e-mail address of a member. */
  who?: string;
  /** The id of a token. */
  token?: string;
  /** The id of a share link. */
  link?: string;
  /** The slug of a dataset. */
  dataset?: string;
  /** The key of an item. Requires a dataset. */
  item?: string;
  /** The first day, such as 2026-11-24. */
  from?: string;
  /** The last day. */
  to?: string;
}

const readAll = readSearch<AccessSearch>({
  action: oneOf(accessActions),
  thumbnails: oneOf(['show']),
  who: textParam(),
  token: idParam('ApiToken'),
  link: idParam('ShareLink'),
  dataset: textParam(),
  // The maximum length of a key.
  item: textParam(512),
  from: dayParam,
  to: dayParam,
});

/** Drops the item if no dataset is given, because a key identifies an item only within a dataset. */
export const readAccessSearch: typeof readAll = Object.assign(
  (raw: Record<string, unknown>) => {
    const search = readAll(raw);
    return search.dataset === undefined ? { ...search, item: undefined } : search;
  },
  { params: readAll.params },
);

/** Returns whether any filter except `thumbnails` is set. */
export function isNarrowed(search: AccessSearch): boolean {
  return Object.entries(search).some(([name, value]) => name !== 'thumbnails' && value !== undefined);
}

/** Returns the start of the first day and the end of the last day, in the time zone of the browser. */
export function momentsOf({ from, to }: Pick<AccessSearch, 'from' | 'to'>): Pick<AccessLogFilter, 'from' | 'before'> {
  const end = to === undefined ? undefined : new Date(`${to}T00:00`);
  end?.setDate(end.getDate() + 1);
  return {
    from: from === undefined ? null : new Date(`${from}T00:00`).toISOString(),
    before: end?.toISOString() ?? null,
  };
}
