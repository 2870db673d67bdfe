import type { Db, Tx } from '#database/databases.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import { newId } from '../ids.ts';
import type { EventData } from './event-kinds.ts';

interface EventOf<Kind extends EventKind> {
  orgId: string;
  kind: Kind;
  datasetId: string | null;
  /**
   * Id of the person who caused the event, directly or with a token. Null for the holder of a share link and for the
   * server.
   */
  actorId: string | null;
  data: EventData[Kind];
}

export type NewEvent = { [Kind in EventKind]: EventOf<Kind> }[EventKind];

/**
 * Writes events in the caller's transaction. If it rolls back, the events do not exist. The trigger `place_event` gives
 * them their order when it commits.
 */
export async function recordEvents(db: Db | Tx, ...events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db.event.createMany({ data: events.map((event) => ({ id: newId(), ...event })) });
}
