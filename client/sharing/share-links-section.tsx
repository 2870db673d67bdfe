import { Link2, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { useList } from '../data/use-list.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../settings/list-states.tsx';
import { Section } from '../settings/section.tsx';
import styles from '../settings/settings.module.css';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CreateShareLinkDialog } from './create-share-link-dialog.tsx';
import { ShareLinkTable } from './share-link-table.tsx';

const ShareLinksQuery = graphql(`
  query ShareLinks($org: String!, $slug: String!, $after: String) {
    dataset(organizationSlug: $org, slug: $slug) {
      id
      shareLinks(first: 50, after: $after) {
        edges {
          node {
            id
            ...ShareLinkTable_link
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

interface ShareLinksSectionProps {
  org: string;
  slug: string;
  datasetId: string;
  currentRevision: number | null;
}

/** Share links of the dataset for people without an account. For publishers. */
export function ShareLinksSection({ org, slug, datasetId, currentRevision }: ShareLinksSectionProps) {
  const client = useClient();
  const [isCreating, setCreating] = useState(false);
  const links = useList(
    useCallback(
      async (after: string | null, signal: AbortSignal) =>
        (await loadOnce(client, ShareLinksQuery, { org, slug, after }, signal)).dataset?.shareLinks,
      [client, org, slug],
    ),
  );
  return (
    <Section
      title="Share links"
      about="Anyone with a link can see this dataset without an account, until the link expires. Members and other datasets stay hidden. What is opened by a link is recorded in the access log."
      action={
        <Button tone="primary" icon={<Plus size={14} />} onClick={() => setCreating(true)}>
          New link
        </Button>
      }
    >
      <div className={styles.box}>
        <ListStates
          list={links}
          noun="links"
          forbidden="Only publishers see the links of a dataset."
          empty={
            <EmptyState icon={<Link2 size={20} />} title="No share links yet">
              Create one for people without an account.
            </EmptyState>
          }
        >
          {(rows) => <ShareLinkTable links={rows} onChange={links.reload} />}
        </ListStates>
      </div>
      <CreateShareLinkDialog
        datasetId={datasetId}
        currentRevision={currentRevision}
        isOpen={isCreating}
        onCreate={links.reload}
        onClose={() => setCreating(false)}
      />
    </Section>
  );
}
