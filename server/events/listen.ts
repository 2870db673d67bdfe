import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ownerSession } from '#database/session-settings.ts';
import { type EventBus, eventChannels } from '#domain/events/event-bus.ts';
import type { Logger } from '../logger.ts';
import { Bell } from './bell.ts';

export interface EventListener extends EventBus {
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
  let listening: Promise<void> | undefined;
  return {
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
    client.on('notification', ({ channel, payload = '' }) => ring(bells.get(nameOf(channel, payload)) ?? []));
    try {
      await client.connect();
      for (const channel of eventChannels) await client.query(`LISTEN ${channel}`);
      for (const waiting of bells.values()) ring(waiting);
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
