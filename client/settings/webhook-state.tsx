import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Chip } from '../ui/chip.tsx';
import * as strings from './strings.ts';

const WebhookStateFragment = graphql(`
  fragment WebhookState_webhook on Webhook {
    enabled
    pausedReason
    failedAttempts
  }
`);

/** State of a webhook: active, retrying or paused. */
export function WebhookState(props: { webhook: FragmentType<typeof WebhookStateFragment> }) {
  const { enabled, pausedReason, failedAttempts } = readFragment(WebhookStateFragment, props.webhook);
  if (!enabled) return <Chip tone={pausedReason ? 'danger' : 'neutral'}>{strings.webhookPaused}</Chip>;
  if (failedAttempts > 0) return <Chip tone="warning">{strings.webhookRetrying(failedAttempts)}</Chip>;
  return <Chip tone="success">{strings.webhookActive}</Chip>;
}
