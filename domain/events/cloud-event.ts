import type { Event, Prisma } from '#prisma/client/client.ts';
import { eventKinds, idTypes } from './event-kinds.ts';

/** An event in the shape of CloudEvents 1.0, in its JSON format. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  /** The dataset as `organization/dataset`, or the organization if the event concerns no dataset. */
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: Prisma.JsonObject;
}

export interface EventSurroundings {
  publicUrl: string;
  organizationSlug: string;
}

/** Returns an event as a CloudEvent. The ids in its data are the global ids of the API. */
export function cloudEventOf(
  { id, kind, at, actorId, data }: Pick<Event, 'id' | 'kind' | 'at' | 'actorId' | 'data'>,
  dataset: { slug: string; id: string } | null,
  { publicUrl, organizationSlug }: EventSurroundings,
): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: `${publicUrl}/${organizationSlug}`,
    type: eventKinds[kind].type,
    subject: dataset ? `${organizationSlug}/${dataset.slug}` : organizationSlug,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: dataOf(data, dataset, actorId, organizationSlug),
  };
}

/** Returns the data of an event for clients: with its organization, dataset and actor, and with global ids. */
function dataOf(
  stored: Prisma.JsonValue,
  dataset: { slug: string; id: string } | null,
  actorId: string | null,
  organizationSlug: string,
): Prisma.JsonObject {
  const fields = Object.entries(stored as Prisma.JsonObject).map(([name, value]) => {
    const type = idTypes[name];
    return [name, type !== undefined && typeof value === 'string' ? globalId(type, value) : value];
  });
  return {
    organization: organizationSlug,
    ...(dataset && { dataset: dataset.slug, datasetId: globalId('Dataset', dataset.id) }),
    ...(actorId !== null && { actorId: globalId('User', actorId) }),
    ...(Object.fromEntries(fields) as Prisma.JsonObject),
  };
}

/** Returns the global id of a row, in the format of the API. */
function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
