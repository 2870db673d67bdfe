import type { Db, Tx } from '#database/databases.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import { newId } from '../ids.ts';
import type { EventData } from './event-kinds.ts';

interface EventOf<Kind extends EventKind> {
  orgId: string;
  kind: Kind;
  datasetId: string | null;
  /** The person who caused it, directly or by a token. Null for the holder of a share link and for the server. */
  actorId: string | null;
  data: EventData[Kind];
}

export type NewEvent = { [Kind in EventKind]: EventOf<Kind> }[EventKind];

/**
 * Writes events in the caller's transaction. They exist exactly if it commits, and get their places when it commits:
 * see the trigger `place_event`.
 */
export async function recordEvents(db: Db | Tx, ...events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db.event.createMany({ data: events.map((event) => ({ id: newId(), ...event })) });
}
