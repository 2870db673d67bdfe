import { DatasetCard } from '../dataset-list/dataset-card.tsx';
import { DatasetCardSkeleton } from '../dataset-list/dataset-card-skeleton.tsx';
import { DatasetList } from '../dataset-list/dataset-list.tsx';
import type { DatasetListQuery } from '../gql/graphql.ts';
import { each, ignore } from './each.tsx';
import { datasets } from './fixtures/datasets.ts';
import { failure } from './fixtures/failures.ts';
import { connectionOf } from './fixtures/pages.ts';
import { Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const answerOf = (nodes: (typeof datasets)[keyof typeof datasets][]) => ({
  DatasetList: masked<DatasetListQuery>({ __typename: 'Query', datasets: connectionOf('Dataset', nodes) }),
});

export const datasetList: StatesIn<'dataset-list'> = {
  'dataset-list/dataset-card': {
    DatasetCard: each(datasets, (name) => <DatasetCard organization="lumen" dataset={masked(datasets[name])} />),
  },
  'dataset-list/dataset-card-skeleton': { DatasetCardSkeleton: { plain: <DatasetCardSkeleton /> } },
  'dataset-list/dataset-list': {
    DatasetList: {
      datasets: listWith(answerOf(Object.values(datasets))),
      loading: listWith({}),
      'no datasets': listWith(answerOf([])),
      'no matches': listWith(answerOf([]), 'pelican'),
      failed: listWith({ DatasetList: failure }),
    },
  },
};

function listWith(answers: Record<string, object>, text = '') {
  return (
    <Wide>
      <Served answers={answers}>
        <DatasetList organization="lumen" text={text} onClear={ignore} />
      </Served>
    </Wide>
  );
}
