/** Channels of PostgreSQL's NOTIFY, each announced by a trigger of the table it is named after. */
export const eventChannels = ['ingest_session'] as const;

export type EventChannel = (typeof eventChannels)[number];

/** What is announced to every process: that a row has changed, never how. Who hears of it looks for themselves. */
export interface EventBus {
  /**
   * Yields each time something is announced of a subject on a channel, until the signal is aborted. Announcements that
   * come faster than they are taken count as one, and after a gap, such as a lost connection, it yields once for what
   * may have been missed.
   */
  subscribe(channel: EventChannel, subject: string, signal: AbortSignal): AsyncIterable<void>;
}
