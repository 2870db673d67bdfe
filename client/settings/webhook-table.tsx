import type { WebhookTable_WebhookFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Button } from '../ui/button.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { RelativeTime } from '../ui/values.tsx';
import * as strings from './strings.ts';
import { WebhookState } from './webhook-state.tsx';

const WebhookTableFragment = graphql(`
  fragment WebhookTable_webhook on Webhook {
    id
    url
    kinds
    createdAt
    ...WebhookState_webhook
  }
`);

interface WebhookTableProps {
  webhooks: readonly FragmentType<typeof WebhookTableFragment>[];
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
}

export function WebhookTable({ webhooks, openId, onOpen }: WebhookTableProps) {
  const rows = readFragment(WebhookTableFragment, webhooks);
  return (
    <Table
      caption={strings.webhooksTitle}
      rows={rows}
      rowKey={(webhook) => webhook.id}
      columns={columnsOf(openId, onOpen)}
    />
  );
}

const columnsOf = (
  openId: string | undefined,
  onOpen: (id: string | undefined) => void,
): readonly Column<WebhookTable_WebhookFragment>[] => [
  {
    id: 'url',
    title: strings.url,
    isFlexible: true,
    cell: ({ url }) => (
      <span className={styles.mono} title={url}>
        {url}
      </span>
    ),
  },
  { id: 'kinds', title: strings.eventsLegend, cell: ({ kinds }) => strings.countOfKinds(kinds.length) },
  { id: 'state', title: strings.status, cell: (webhook) => <WebhookState webhook={webhook} /> },
  { id: 'created', title: strings.created, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    id: 'actions',
    title: strings.actions,
    isActions: true,
    cell: ({ id, url }) => (
      <Button
        size="s"
        tone="quiet"
        aria-expanded={id === openId}
        aria-label={id === openId ? strings.closeWebhook(url) : strings.openWebhook(url)}
        onClick={() => onOpen(id === openId ? undefined : id)}
      >
        {id === openId ? strings.close : strings.open}
      </Button>
    ),
  },
];
