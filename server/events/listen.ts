import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import { type EventBus, type EventChannel, eventChannels } from '#domain/events/event-bus.ts';
import type { Logger } from '../logger.ts';
import { Bell } from './bell.ts';

export interface EventListener extends EventBus {
  /**
   * Calls `hear` with the subject of each announcement on a channel. After a gap, such as a lost connection, calls it
   * with null. Returns a function that ends this.
   */
  onAny(channel: EventChannel, hear: (subject: string | null) => void): () => void;
  close(): Promise<void>;
}

const reconnectMilliseconds = 1_000;

/**
 * Receives the events of the database for all subscribers of this process, over one separate connection. The connection
 * is opened for the first subscriber. After a lost connection it opens another, and wakes every subscriber for events
 * that were missed.
 */
export function listenToEvents(connectionString: string, logger: Logger): EventListener {
  const bells = new Map<string, Set<Bell>>();
  const closing = new AbortController();
  const hearers = new Map<EventChannel, Set<(subject: string | null) => void>>();
  let listening: Promise<void> | undefined;
  return {
    onAny(channel, hear) {
      listening ??= keepListening();
      const others = hearers.get(channel) ?? new Set();
      hearers.set(channel, others.add(hear));
      return () => void others.delete(hear);
    },
    async *subscribe(channel, subject, signal) {
      listening ??= keepListening();
      const bell = new Bell();
      const name = nameOf(channel, subject);
      const others = bells.get(name) ?? new Set();
      bells.set(name, others.add(bell));
      try {
        for (;;) {
          await bell.heard(signal);
          if (signal.aborted) return;
          yield;
        }
      } finally {
        others.delete(bell);
        if (others.size === 0 && bells.get(name) === others) bells.delete(name);
      }
    },
    async close() {
      closing.abort();
      await listening;
    },
  };

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      await listen().catch((error: unknown) => logger.warn({ error }, 'cannot hear events; trying again'));
      await sleep(reconnectMilliseconds, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  /** Listens until the connection ends. */
  async function listen(): Promise<void> {
    const client = new Client({
      connectionString,
      application_name: 'vitrine events',
      keepAlive: true,
      options: ownerSession,
    });
    const ended = new Promise<void>((resolve) => {
      client.on('end', resolve);
      client.on('error', () => resolve());
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ channel, payload = '' }) => {
      ring(bells.get(nameOf(channel, payload)) ?? []);
      for (const hear of hearers.get(channel as EventChannel) ?? []) hear(payload);
    });
    try {
      await client.connect();
      for (const channel of eventChannels) await client.query(`LISTEN ${channel}`);
      for (const waiting of bells.values()) ring(waiting);
      for (const hear of [...hearers.values()].flatMap((each) => [...each])) hear(null);
      await ended;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function nameOf(channel: string, subject: string): string {
  return `${channel} ${subject}`;
}

function ring(bells: Iterable<Bell>): void {
  for (const bell of bells) bell.ring();
}
