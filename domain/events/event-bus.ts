/**
 * Channels of PostgreSQL's NOTIFY. Each has the name of a table, and a trigger of that table sends its notifications.
 */
export const eventChannels = ['ingest_session', 'event', 'webhook_delivery'] as const;

export type EventChannel = (typeof eventChannels)[number];

/** Notifications of changed rows, for all processes. A notification does not contain the row: a subscriber reads it. */
export interface EventBus {
  /**
   * Yields for each notification about a subject on a channel, until the signal is aborted. If several notifications
   * arrive before the next call, yields once for all of them. After a lost connection, yields once, because
   * notifications may have been missed.
   */
  subscribe(channel: EventChannel, subject: string, signal: AbortSignal): AsyncIterable<void>;
}
