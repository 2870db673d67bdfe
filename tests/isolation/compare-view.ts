import { answerIn } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import type { Cast } from './walk-cast.ts';
import { type Credential, may, sees } from './walk-model.ts';

const eventsCompared = 50;
/** Kinds of events of a walk that members see. The others are for admins. */
const forMembers = ['DATASET_CHANGED', 'DATASET_ARCHIVED', 'DATASET_RESTORED'];

/**
 * Compares the datasets and events that a credential sees, in lists, by id and by ids, with the model. Throws if they
 * differ.
 */
export async function compareView(cast: Cast, credential: Credential, number: number): Promise<void> {
  const expected = cast.datasets.flatMap((dataset, index) =>
    sees(cast.model, credential, index) ? [idOf('Dataset', dataset)] : [],
  );
  const { id, orgId } = cast.datasets[number]!;
  const item = await cast.world.databases.system.item.findFirst({ where: { datasetId: id } });
  const query = `query ($dataset: ID!, $item: ID!, $organization: ID!) {
    organization: node(id: $organization) { ... on Organization { events(last: ${eventsCompared}) { nodes { id } } } }
    datasets(first: 100) { totalCount edges { node { id items { edges { node { key } } } } } }
    node(id: $dataset) { id }
    nodes(ids: [$item]) { id }
  }`;
  const { data } = await answerIn(await cast.context(credential), query, {
    dataset: idOf('Dataset', id),
    organization: idOf('Organization', orgId),
    item: idOf('Item', item?.id ?? orgId),
  });
  const seen = data as {
    datasets: { totalCount: number; edges: { node: { id: string } }[] } | null;
    node: unknown;
    nodes: unknown[];
    organization: { events: { nodes: { id: string }[] } | null } | null;
  };
  const found = seen.datasets?.edges.map(({ node }) => node.id) ?? [];
  const same = (one: unknown, other: unknown, what: string) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) {
      throw new Error(
        `${what} by ${JSON.stringify(credential)}: the model says ${JSON.stringify(other)}, the answer was ${JSON.stringify(one)}.`,
      );
    }
  };
  same(found.sort(), expected.sort(), 'datasets');
  same(seen.datasets?.totalCount ?? 0, expected.length, 'totalCount');
  const events = seen.organization?.events?.nodes.map((event) => event.id) ?? [];
  same(events, await expectedEvents(cast, credential, number), 'events');
  const visible = sees(cast.model, credential, number);
  same(seen.node !== null, visible, 'node of a dataset');
  same(seen.nodes[0] !== null, visible && item !== null, 'node of an item');
}

/** Returns the ids of the latest events that the model lets a credential see in the organization of a dataset. */
async function expectedEvents(cast: Cast, credential: Credential, number: number): Promise<string[]> {
  const { model, datasets, world } = cast;
  const { org } = model.datasets[number]!;
  if (!may(model, credential, 'READ', org)) return [];
  const { orgId } = datasets[number]!;
  const events = await world.databases.system.event.findMany({ where: { orgId }, orderBy: { position: 'asc' } });
  const isVisible = (datasetId: string | null) => {
    const index = datasets.findIndex(({ id }) => id === datasetId);
    return index >= 0 && sees(model, credential, index);
  };
  return events
    .filter(
      ({ kind, datasetId }) =>
        may(model, credential, 'ADMIN', org) || (forMembers.includes(kind) && isVisible(datasetId)),
    )
    .slice(-eventsCompared)
    .map(({ id }) => id);
}
