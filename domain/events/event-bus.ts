/** Channels of PostgreSQL's NOTIFY. A trigger of the table with the same name announces on each of them. */
export const eventChannels = ['ingest_session', 'event', 'webhook_delivery'] as const;

export type EventChannel = (typeof eventChannels)[number];

/** Announces to every process that a row has changed, but not how. A subscriber then reads the row. */
export interface EventBus {
  /**
   * Yields each time something is announced of a subject on a channel, until the signal is aborted. Announcements that
   * come faster than they are taken count as one. After a gap, such as a lost connection, yields once for announcements
   * that may have been missed.
   */
  subscribe(channel: EventChannel, subject: string, signal: AbortSignal): AsyncIterable<void>;
}
