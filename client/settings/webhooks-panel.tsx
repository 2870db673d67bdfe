import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { usePagedQuery } from '../data/use-paged-query.ts';
import { graphql } from '../gql/index.ts';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Section } from '../panels/section.tsx';
import { useOrganization } from '../shell/use-organization.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import * as strings from './strings.ts';
import { WebhookDetail } from './webhook-detail.tsx';
import { WebhookTable } from './webhook-table.tsx';

const WebhooksQuery = graphql(`
  query Webhooks($org: String!, $after: String) {
    organization(slug: $org) {
      id
      webhooks(first: 50, after: $after) {
        edges {
          node {
            id
            ...WebhookTable_webhook
            ...WebhookDetail_webhook
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

/** Webhooks of an organization, with the deliveries of the selected webhook. Shown to admins. */
export function WebhooksPanel({ org }: { org: string }) {
  const { isAdmin, name } = useOrganization(org);
  const [isCreating, setCreating] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const list = usePagedQuery(WebhooksQuery, { org }, ({ organization }) => organization?.webhooks);
  const create = isAdmin && (
    <Button tone="primary" icon={<Plus size={14} />} onClick={() => setCreating(true)}>
      {strings.createWebhook}
    </Button>
  );
  const open = list.rows?.find(({ id }) => id === openId);
  return (
    <div className={styles.page}>
      <Section title={strings.webhooksOf(name)} about={strings.webhooksHint} action={create}>
        <div className={styles.box}>
          <ListStates
            list={list}
            noun={strings.webhooks}
            forbidden={strings.webhooksForbidden}
            empty={
              <EmptyState icon={<WebhookIcon size={20} />} title={strings.noWebhooks}>
                {strings.noWebhooksHint}
              </EmptyState>
            }
          >
            {(webhooks) => <WebhookTable webhooks={webhooks} openId={openId} onOpen={setOpenId} />}
          </ListStates>
        </div>
      </Section>
      {open && (
        <WebhookDetail
          key={open.id}
          webhook={open}
          onChange={list.reload}
          onDelete={() => {
            setOpenId(undefined);
            list.reload();
          }}
        />
      )}
      <CreateWebhookDialog
        org={org}
        isOpen={isCreating}
        onCreate={(id) => {
          setOpenId(id);
          list.reload();
        }}
        onClose={() => setCreating(false)}
      />
    </div>
  );
}
