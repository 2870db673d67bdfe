import { answerIn } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import type { Cast } from './walk-cast.ts';
import { type Credential, sees } from './walk-model.ts';

/** Compares the datasets that a credential sees, in lists, by id and by ids, with the model. Throws if they differ. */
export async function compareView(cast: Cast, credential: Credential, number: number): Promise<void> {
  const expected = cast.datasets.flatMap((dataset, index) =>
    sees(cast.model, credential, index) ? [idOf('Dataset', dataset)] : [],
  );
  const { id, orgId } = cast.datasets[number]!;
  const item = await cast.world.databases.system.item.findFirst({ where: { datasetId: id } });
  const query = `query ($dataset: ID!, $item: ID!) {
    datasets(first: 100) { totalCount edges { node { id items { edges { node { key } } } } } }
    node(id: $dataset) { id }
    nodes(ids: [$item]) { id }
  }`;
  const { data } = await answerIn(await cast.context(credential), query, {
    dataset: idOf('Dataset', id),
    item: idOf('Item', item?.id ?? orgId),
  });
  const seen = data as {
    datasets: { totalCount: number; edges: { node: { id: string } }[] } | null;
    node: unknown;
    nodes: unknown[];
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
  const visible = sees(cast.model, credential, number);
  same(seen.node !== null, visible, 'node of a dataset');
  same(seen.nodes[0] !== null, visible && item !== null, 'node of an item');
}
