import { keysOf } from '#formats/keys-of.ts';
import type { RevisionDiffQuery, RevisionListQuery } from '../gql/graphql.ts';
import { ChangeRow } from '../revisions/change-row.tsx';
import { ComparisonView } from '../revisions/comparison-view.tsx';
import { FieldChange } from '../revisions/field-change.tsx';
import { RevisionList } from '../revisions/revision-list.tsx';
import { RevisionPair } from '../revisions/revision-pair.tsx';
import { RevisionRow } from '../revisions/revision-row.tsx';
import { each, ignore } from './each.tsx';
import { failure } from './fixtures/failures.ts';
import { connectionOf } from './fixtures/pages.ts';
import { changes, fieldChanges, revisions } from './fixtures/revisions.ts';
import { Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const dataset = {
  __typename: 'Dataset' as const,
  id: 'dataset',
  name: 'Field photographs',
  revision: { __typename: 'DatasetRevision' as const, id: 'revision', number: 12 },
};
const listAnswer = (nodes: (typeof revisions)[keyof typeof revisions][]) => ({
  RevisionList: masked<RevisionListQuery>({
    __typename: 'Query',
    dataset: { ...dataset, revisions: connectionOf('DatasetRevision', nodes) },
  }),
});
const diffAnswer = (nodes: (typeof changes)[keyof typeof changes][]) => ({
  RevisionDiff: masked<RevisionDiffQuery>({
    __typename: 'Query',
    dataset: {
      ...dataset,
      diff: {
        ...connectionOf('ItemChange', nodes),
        counts: { __typename: 'ItemChangeCounts', added: 12, changed: 3, removed: 1, countKind: 'EXACT' },
      },
    },
  }),
});

export const revisionsRoom: StatesIn<'revisions'> = {
  'revisions/change-row': {
    ChangeRow: each(changes, (kind) => (
      <ChangeRow change={masked(changes[kind])} organization="lumen" slug="birds" from={11} to={12} />
    )),
  },
  'revisions/comparison-view': {
    ComparisonView: {
      changes: comparison(diffAnswer(keysOf(changes).map((kind) => changes[kind]))),
      'no changes': comparison(diffAnswer([])),
      loading: comparison({}),
      failed: comparison({ RevisionDiff: failure }),
    },
  },
  'revisions/field-change': {
    FieldChange: {
      'all fields': (
        <dl style={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '4px 12px' }}>
          {fieldChanges.map((change, i) => (
            <FieldChange key={i} change={masked(change)} />
          ))}
        </dl>
      ),
    },
  },
  'revisions/revision-list': {
    RevisionList: {
      revisions: listOf(listAnswer(Object.values(revisions))),
      none: listOf(listAnswer([])),
      loading: listOf({}),
      failed: listOf({ RevisionList: failure }),
    },
  },
  'revisions/revision-pair': {
    RevisionPair: {
      latest: <RevisionPair organization="lumen" slug="birds" from={11} to={12} newest={12} />,
      loading: <RevisionPair organization="lumen" slug="birds" from={3} to={7} newest={undefined} />,
    },
  },
  'revisions/revision-row': {
    RevisionRow: each(revisions, (name) => (
      <Wide>
        <RevisionRow
          organization="lumen"
          slug="birds"
          revision={masked(revisions[name])}
          isCurrent={name === 'current'}
        />
      </Wide>
    )),
  },
};

function comparison(answers: Record<string, object>) {
  return (
    <Wide>
      <Served answers={answers}>
        <ComparisonView organization="lumen" slug="birds" from={11} to={12} onName={ignore} />
      </Served>
    </Wide>
  );
}

function listOf(answers: Record<string, object>) {
  return (
    <Wide>
      <Served answers={answers}>
        <ol>
          <RevisionList organization="lumen" slug="birds" after={undefined} onName={ignore} onMore={ignore} />
        </ol>
      </Served>
    </Wide>
  );
}
