import type { AccessAction } from '../gql/graphql.ts';
import { isAccessAction } from './access-words.ts';

/** What a link to the access log says: which entries. All of it may be missing. */
export interface AccessSearch {
  action?: AccessAction;
  /** The e-mail address of a member. */
  who?: string;
  /** The id of a token. */
  token?: string;
  /** The id of a share link. */
  link?: string;
  /** The slug of a dataset. */
  dataset?: string;
  /** The key of an item; goes with a dataset. */
  item?: string;
  /** The first day, such as 2026-11-24. */
  from?: string;
  /** The last day. */
  to?: string;
}

/** Reads a link as well as it can: what makes no sense is left out instead of refused. */
export function readAccessSearch(raw: Record<string, unknown>): AccessSearch {
  const action = textOf(raw['action']);
  const dataset = textOf(raw['dataset']);
  const found: AccessSearch = {
    action: action !== undefined && isAccessAction(action) ? action : undefined,
    who: textOf(raw['who']),
    token: textOf(raw['token']),
    link: textOf(raw['link']),
    dataset,
    item: dataset === undefined ? undefined : textOf(raw['item']),
    from: dayOf(raw['from']),
    to: dayOf(raw['to']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** A day of the reader's calendar as the moments it begins and ends at. */
export function momentsOf({ from, to }: Pick<AccessSearch, 'from' | 'to'>): { from: string | null; to: string | null } {
  const end = to === undefined ? undefined : new Date(`${to}T00:00`);
  end?.setDate(end.getDate() + 1);
  return { from: from === undefined ? null : new Date(`${from}T00:00`).toISOString(), to: end?.toISOString() ?? null };
}

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.join(',') : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function dayOf(value: unknown): string | undefined {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
