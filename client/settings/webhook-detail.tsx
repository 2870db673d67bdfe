import { RotateCw, Send } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '../data/use-action.ts';
import { usePagedQuery } from '../data/use-paged-query.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { ConfirmDialog } from '../panels/confirm-dialog.tsx';
import { ListStates } from '../panels/list-states.tsx';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Section } from '../panels/section.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { NewWebhookSecret } from './new-webhook-secret.tsx';
import * as strings from './strings.ts';

const WebhookDetailFragment = graphql(`
  fragment WebhookDetail_webhook on Webhook {
    id
    url
    enabled
    pausedReason
    publicKey
  }
`);

const DeliveriesQuery = graphql(`
  query WebhookDeliveries($webhook: ID!, $after: String) {
    node(id: $webhook) {
      id
      ... on Webhook {
        deliveries(first: 20, after: $after) {
          edges {
            node {
              id
              ...DeliveryTable_delivery
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const EnableMutation = graphql(`
  mutation EnableWebhook($webhook: ID!, $enabled: Boolean!) {
    updateWebhook(input: { webhookId: $webhook, enabled: $enabled }) {
      ... on UpdateWebhookSuccess {
        webhook {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const TestMutation = graphql(`
  mutation TestWebhook($webhook: ID!) {
    testWebhook(input: { webhookId: $webhook }) {
      ... on TestWebhookSuccess {
        delivery {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const RotateMutation = graphql(`
  mutation RotateWebhookSecret($webhook: ID!) {
    rotateWebhookSecret(input: { webhookId: $webhook }) {
      ... on RotateWebhookSecretSuccess {
        secret
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const DeleteMutation = graphql(`
  mutation DeleteWebhook($webhook: ID!) {
    deleteWebhook(input: { webhookId: $webhook }) {
      ... on DeleteWebhookSuccess {
        webhook {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

/** Time in which the worker usually sends a test or a redelivery. */
const soonMilliseconds = 1_500;

interface WebhookDetailProps {
  webhook: FragmentType<typeof WebhookDetailFragment>;
  onChange: () => void;
  onDelete: () => void;
}

/** Webhook with its actions and its deliveries. */
export function WebhookDetail({ onChange, onDelete, ...props }: WebhookDetailProps) {
  const { id, url, enabled, pausedReason, publicKey } = readFragment(WebhookDetailFragment, props.webhook);
  const [asking, setAsking] = useState<'rotate' | 'delete'>();
  const [secret, setSecret] = useState<string>();
  const list = usePagedQuery(DeliveriesQuery, { webhook: id }, ({ node }) =>
    node?.__typename === 'Webhook' ? node.deliveries : undefined,
  );
  const [enable, test, rotate, remove] = [
    useAction(EnableMutation),
    useAction(TestMutation),
    useAction(RotateMutation),
    useAction(DeleteMutation),
  ];
  const reloadSoon = () => setTimeout(list.reload, soonMilliseconds);
  const close = () => {
    setAsking(undefined);
    rotate.forget();
    remove.forget();
  };
  return (
    <Section
      title={strings.deliveriesTo(new URL(url).host)}
      about={pausedReason ? strings.pausedBecause(pausedReason) : undefined}
      action={
        <Button icon={<RotateCw size={14} />} onClick={list.reload}>
          {strings.refresh}
        </Button>
      }
    >
      <div className={styles.form}>
        <div className={`${styles.actions} ${styles.start} ${styles.wrap}`}>
          <Button
            icon={<Send size={14} />}
            isBusy={test.isBusy}
            onClick={async () => {
              if (!(await test.run({ webhook: id }))) return;
              toast(strings.testSent);
              reloadSoon();
            }}
          >
            {strings.sendTest}
          </Button>
          <Button
            isBusy={enable.isBusy}
            onClick={async () => {
              if (await enable.run({ webhook: id, enabled: !enabled })) onChange();
            }}
          >
            {enabled ? strings.pause : strings.resume}
          </Button>
          <Button onClick={() => setAsking('rotate')}>{strings.rotateSecret}</Button>
          <Button tone="danger" onClick={() => setAsking('delete')}>
            {strings.deleteWebhook}
          </Button>
        </div>
        <Refusal error={test.refusal ?? enable.refusal} />
        <div className={styles.box}>
          <ListStates
            list={list}
            noun={strings.deliveries}
            forbidden={strings.webhooksForbidden}
            empty={<EmptyState title={strings.noDeliveries}>{strings.noDeliveriesHint}</EmptyState>}
          >
            {(deliveries) => <DeliveryTable deliveries={deliveries} onRedeliver={reloadSoon} />}
          </ListStates>
        </div>
        <p className={styles.quiet}>
          {strings.publicKeyLabel} <code className={styles.breaks}>{publicKey}</code>
        </p>
      </div>
      <ConfirmDialog
        isOpen={asking === 'rotate'}
        title={strings.rotateSecret}
        verb={strings.rotateSecret}
        isBusy={rotate.isBusy}
        refusal={rotate.refusal}
        onClose={close}
        onConfirm={async () => {
          const done = await rotate.run({ webhook: id });
          if (!done) return;
          close();
          setSecret(done.secret);
          onChange();
        }}
      >
        {strings.rotateHint}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'delete'}
        title={strings.deleteWebhook}
        verb={strings.deleteWebhook}
        isBusy={remove.isBusy}
        refusal={remove.refusal}
        onClose={close}
        onConfirm={async () => {
          if (!(await remove.run({ webhook: id }))) return;
          toast(strings.webhookDeleted);
          close();
          onDelete();
        }}
      >
        {strings.deleteWebhookHint}
      </ConfirmDialog>
      <Dialog
        isOpen={secret !== undefined}
        onClose={() => setSecret(undefined)}
        title={strings.newSecretTitle}
        size="s"
      >
        <NewWebhookSecret secret={secret ?? ''} onDone={() => setSecret(undefined)} />
      </Dialog>
    </Section>
  );
}
