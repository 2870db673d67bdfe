import { Link2, Plus } from 'lucide-react';
import { useState } from 'react';
import { usePagedQuery } from '../data/use-paged-query.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Section } from '../panels/section.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CreateShareLinkDialog } from './create-share-link-dialog.tsx';
import { ShareLinkTable } from './share-link-table.tsx';
import * as strings from './strings.ts';

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

/** Share links of the dataset, for people without an account. Shown to publishers. */
export function ShareLinksSection({ org, slug, datasetId, currentRevision }: ShareLinksSectionProps) {
  const [isCreating, setCreating] = useState(false);
  const links = usePagedQuery(ShareLinksQuery, { org, slug }, ({ dataset }) => dataset?.shareLinks);
  return (
    <Section
      title={strings.shareLinks}
      about={strings.shareLinksHint}
      action={
        <Button tone="primary" icon={<Plus size={14} />} onClick={() => setCreating(true)}>
          {strings.createLink}
        </Button>
      }
    >
      <div className={styles.box}>
        <ListStates
          list={links}
          noun={strings.links}
          forbidden={strings.linksForbidden}
          empty={
            <EmptyState icon={<Link2 size={20} />} title={strings.noLinks}>
              {strings.noLinksHint}
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
