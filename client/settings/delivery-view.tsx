import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import styles from '../panels/panels.module.css';
import { reachable } from '../ui/reachable.ts';
import * as strings from './strings.ts';

const DeliveryViewFragment = graphql(`
  fragment DeliveryView_delivery on WebhookDelivery {
    status
    reason
    response
    request {
      messageId
      body
    }
  }
`);

/** Request and response of a delivery. */
export function DeliveryView(props: { delivery: FragmentType<typeof DeliveryViewFragment> }) {
  const { status, reason, response, request } = readFragment(DeliveryViewFragment, props.delivery);
  return (
    <div className={styles.form}>
      {reason && <p className={styles.refusal}>{reason}</p>}
      <section>
        <h3>{strings.request}</h3>
        {request ? (
          <>
            <p className={styles.quiet}>
              {strings.messageId} <code className={styles.breaks}>{request.messageId}</code>
            </p>
            <pre {...reachable} className={styles.text}>
              {indented(request.body)}
            </pre>
          </>
        ) : (
          <p className={styles.quiet}>{strings.eventGone}</p>
        )}
      </section>
      <section>
        <h3>{status === null ? strings.response : strings.responseWith(status)}</h3>
        {response ? (
          <pre {...reachable} className={styles.text}>
            {response}
          </pre>
        ) : (
          <p className={styles.quiet}>{status === null ? strings.noResponse : strings.emptyResponse}</p>
        )}
      </section>
    </div>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
