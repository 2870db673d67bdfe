import { useState } from 'react';
import { useAction } from '../data/use-action.ts';
import type { DeliveryTable_DeliveryFragment, WebhookDeliveryState } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { Refusal } from '../panels/refusal.tsx';
import { Button } from '../ui/button.tsx';
import { Chip, type ChipTone } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { toast } from '../ui/toast.tsx';
import { RelativeTime } from '../ui/values.tsx';
import { DeliveryView } from './delivery-view.tsx';
import * as strings from './strings.ts';

const DeliveryTableFragment = graphql(`
  fragment DeliveryTable_delivery on WebhookDelivery {
    id
    type
    state
    isManual
    attempts
    status
    createdAt
    durationMilliseconds
    ...DeliveryView_delivery
  }
`);

const RedeliverMutation = graphql(`
  mutation Redeliver($delivery: ID!) {
    redeliver(input: { deliveryId: $delivery }) {
      ... on RedeliverSuccess {
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

interface DeliveryTableProps {
  deliveries: readonly FragmentType<typeof DeliveryTableFragment>[];
  onRedeliver: () => void;
}

/** Table of a webhook's deliveries. A click on a delivery shows its request and response. */
export function DeliveryTable({ deliveries, onRedeliver }: DeliveryTableProps) {
  const rows = readFragment(DeliveryTableFragment, deliveries);
  const [shown, setShown] = useState<DeliveryTable_DeliveryFragment>();
  const redeliver = useAction(RedeliverMutation);
  const close = () => {
    setShown(undefined);
    redeliver.forget();
  };
  return (
    <>
      <Table caption={strings.deliveriesTable} rows={rows} rowKey={({ id }) => id} columns={columnsOf(setShown)} />
      <Dialog
        isOpen={shown !== undefined}
        isText
        onClose={close}
        title={shown?.type ?? ''}
        footer={
          <div className={styles.actions}>
            <Button onClick={close}>{strings.close}</Button>
            <Button
              tone="primary"
              isBusy={redeliver.isBusy}
              onClick={async () => {
                if (!shown || !(await redeliver.run({ delivery: shown.id }))) return;
                toast(strings.redelivered);
                close();
                onRedeliver();
              }}
            >
              {strings.redeliver}
            </Button>
          </div>
        }
      >
        {shown && <DeliveryView delivery={shown} />}
        <Refusal error={redeliver.refusal} />
      </Dialog>
    </>
  );
}

const toneOfState: Record<WebhookDeliveryState, ChipTone> = {
  PENDING: 'neutral',
  RETRYING: 'warning',
  DELIVERED: 'success',
  FAILED: 'danger',
};

const columnsOf = (
  onShow: (delivery: DeliveryTable_DeliveryFragment) => void,
): readonly Column<DeliveryTable_DeliveryFragment>[] => [
  {
    id: 'type',
    title: strings.event,
    cell: ({ type, isManual }) => (
      <>
        <span className={styles.mono}>{type}</span> {isManual && <Chip>{strings.manual}</Chip>}
      </>
    ),
  },
  {
    id: 'state',
    title: strings.status,
    cell: ({ state }) => <Chip tone={toneOfState[state]}>{strings.deliveryStates[state]}</Chip>,
  },
  { id: 'status', title: strings.httpStatus, isNumber: true, cell: ({ status }) => status ?? '—' },
  { id: 'attempts', title: strings.attempts, isNumber: true, cell: ({ attempts }) => attempts },
  {
    id: 'duration',
    title: strings.duration,
    isNumber: true,
    cell: ({ durationMilliseconds }) =>
      durationMilliseconds === null ? '—' : strings.milliseconds(durationMilliseconds),
  },
  { id: 'created', title: strings.created, cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    id: 'actions',
    title: strings.actions,
    isActions: true,
    cell: (delivery) => (
      <Button size="s" tone="quiet" aria-label={strings.showDelivery(delivery.type)} onClick={() => onShow(delivery)}>
        {strings.details}
      </Button>
    ),
  },
];
