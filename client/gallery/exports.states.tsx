import { ExportForm } from '../exports/export-form.tsx';
import { ExportPanel } from '../exports/export-panel.tsx';
import { ExportRow } from '../exports/export-row.tsx';
import type { DatasetExportsQuery } from '../gql/graphql.ts';
import { each, ignore } from './each.tsx';
import { exports } from './fixtures/exports.ts';
import { connectionOf } from './fixtures/pages.ts';
import { masked } from './masked.ts';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

const list = { organization: 'lumen', slug: 'field-photographs', revision: null, filter: null, orderBy: null };
const answerOf = (nodes: (typeof exports)[keyof typeof exports][]) => ({
  DatasetExports: masked<DatasetExportsQuery>({
    __typename: 'Query',
    dataset: { __typename: 'Dataset', id: 'dataset', exports: connectionOf('DatasetExport', nodes) },
  }),
});

export const exportsRoom: StatesIn<'exports'> = {
  'exports/export-form': {
    ExportForm: {
      'all items': <ExportForm list={list} onStart={ignore} />,
      'filtered items': <ExportForm list={{ ...list, revision: 9, filter: { text: 'heron' } }} onStart={ignore} />,
    },
  },
  'exports/export-panel': {
    ExportPanel: {
      exports: (
        <Served answers={answerOf([exports.READY, exports.FAILED])}>
          <ExportPanel list={list} />
        </Served>
      ),
      'no exports': (
        <Served answers={answerOf([])}>
          <ExportPanel list={list} />
        </Served>
      ),
      loading: <ExportPanel list={list} />,
    },
  },
  'exports/export-row': {
    ExportRow: each(exports, (state) => (
      <ul>
        <ExportRow slug="field-photographs" made={masked(exports[state])} />
      </ul>
    )),
  },
};
