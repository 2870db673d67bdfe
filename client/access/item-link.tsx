import { Link, useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useClient } from 'urql';
import { showInvisible } from '#formats/show-invisible.ts';
import { toApiError } from '../data/api-error.ts';
import { loadOnce } from '../data/load-once.ts';
import { graphql } from '../gql/index.ts';
import { isPlainClick } from '../ui/is-plain-click.ts';
import { toast } from '../ui/toast.tsx';
import styles from './access-page.module.css';
import * as strings from './strings.ts';

const ItemByKeyQuery = graphql(`
  query ItemByKey($org: String!, $dataset: String!, $key: String!) {
    dataset(organizationSlug: $org, slug: $dataset) {
      id
      item(key: $key) {
        id
      }
    }
  }
`);

/**
 * Link to an item whose key is in the log. The item may be deleted, so its id is requested on click. In a new tab, the
 * link opens the dataset.
 */
export function ItemLink({ org, dataset, itemKey }: { org: string; dataset: string; itemKey: string }) {
  const client = useClient();
  const navigate = useNavigate();
  const params = { org, slug: dataset };

  async function open(event: MouseEvent) {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    try {
      const found = await loadOnce(client, ItemByKeyQuery, { org, dataset, key: itemKey });
      const item = found.dataset?.item?.id;
      if (!item) toast(strings.itemGone(showInvisible(itemKey), dataset));
      await navigate({ to: '/o/$org/d/$slug', params, search: item ? { item, at: item } : {} });
    } catch (error) {
      toast(toApiError(error).message, 'danger');
    }
  }

  return (
    <Link to="/o/$org/d/$slug" params={params} onClick={open}>
      {dataset}
      <span className={styles.quiet}> / </span>
      <span className={styles.mono}>{showInvisible(itemKey)}</span>
    </Link>
  );
}
