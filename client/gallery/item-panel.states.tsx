import type { ItemPanelQuery } from '../gql/graphql.ts';
import { AnnotationList } from '../item-panel/annotation-list.tsx';
import { AnnotationsProvider } from '../item-panel/annotations-provider.tsx';
import { AssetDialog } from '../item-panel/asset-dialog.tsx';
import { FileList } from '../item-panel/file-list.tsx';
import { Inspector, InspectorSkeleton } from '../item-panel/inspector.tsx';
import { InspectorSection } from '../item-panel/inspector-section.tsx';
import { ItemHeader } from '../item-panel/item-header.tsx';
import { ItemPanel } from '../item-panel/item-panel.tsx';
import { ProcessingNotes } from '../item-panel/processing-notes.tsx';
import { Provenance } from '../item-panel/provenance.tsx';
import { ignore } from './each.tsx';
import { assetOf, processingOf } from './fixtures/assets.ts';
import { failure } from './fixtures/failures.ts';
import { hardItems, items } from './fixtures/items.ts';
import { longName, longWord, sentences } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Stage } from './stage.tsx';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';
import { Until } from './until.tsx';

const files = [
  assetOf('poster', 'image/webp', { role: 'POSTER', derived: true, width: 640, height: 360 }),
  assetOf('notes', 'text/csv', { role: 'ATTACHMENT', filename: `${longWord}.csv`, byteSize: 82 }),
  assetOf('raw', 'image/x-nikon-nef', {
    filename: 'raw.nef',
    processing: [
      processingOf('MAKE_THUMBNAIL', 'FAILED', 'The file is damaged after 1,024 bytes.'),
      processingOf('MAKE_PREVIEW', 'PENDING'),
    ],
  }),
];

export const itemPanel: StatesIn<'item-panel'> = {
  'item-panel/annotation-list': {
    AnnotationList: {
      'all kinds': (
        <AnnotationsProvider item={masked(items.IMAGE)}>
          <AnnotationList />
        </AnnotationsProvider>
      ),
    },
  },
  'item-panel/asset-dialog': {
    AssetDialog: {
      table: (
        <Framed height={420}>
          <Until selector="table">
            <AssetDialog
              file={{ id: 'notes', contentType: 'text/csv', byteSize: 82 }}
              name="notes.csv"
              onClose={ignore}
            />
          </Until>
        </Framed>
      ),
    },
  },
  'item-panel/file-list': {
    FileList: {
      files: <FileList item={masked({ ...items.IMAGE, assets: [...items.IMAGE.assets, ...files] })} />,
    },
  },
  'item-panel/inspector': {
    Inspector: {
      usual: inspectorOf(items.IMAGE),
      'long text': inspectorOf(hardItems['long title']),
      'long word': inspectorOf(hardItems['long word']),
      'right to left': inspectorOf(hardItems['right to left']),
    },
    InspectorSkeleton: {
      plain: (
        <div style={{ display: 'grid', width: 300, height: 260 }}>
          <InspectorSkeleton />
        </div>
      ),
    },
  },
  'item-panel/inspector-section': {
    InspectorSection: {
      open: (
        <InspectorSection title="Files" note={3}>
          {sentences}
        </InspectorSection>
      ),
    },
  },
  'item-panel/item-header': {
    ItemHeader: {
      'in a list': header({}),
      first: header({ onPrevious: null, place: { index: 0, total: 1 }, onNext: null }),
      loading: header({ isWaiting: true }),
      'long title': header({ title: longName.repeat(2) }),
    },
  },
  'item-panel/item-panel': {
    ItemPanel: {
      image: panelWith({ ItemPanel: masked<ItemPanelQuery>({ __typename: 'Query', node: items.IMAGE }) }, 'img'),
      text: panelWith({ ItemPanel: masked<ItemPanelQuery>({ __typename: 'Query', node: items.TEXT }) }, 'mark'),
      loading: panelWith({}, '[aria-busy=true]'),
      'not found': panelWith({ ItemPanel: masked<ItemPanelQuery>({ __typename: 'Query', node: null }) }, 'h2'),
      failed: panelWith({ ItemPanel: failure }, '[role=alert]'),
    },
  },
  'item-panel/processing-notes': {
    ProcessingNotes: {
      states: (
        <ProcessingNotes
          processing={[
            processingOf('MAKE_THUMBNAIL', 'FAILED', 'The file is damaged.'),
            processingOf('MAKE_PREVIEW', 'FAILED', 'The file is damaged.'),
            processingOf('MEASURE_PLAYBACK', 'RUNNING'),
            processingOf('MAKE_WAVEFORM', 'PENDING'),
          ]}
        />
      ),
    },
  },
  'item-panel/provenance': {
    Provenance: {
      current: <Provenance item={masked(items.IMAGE)} />,
      removed: <Provenance item={masked({ ...items.IMAGE, untilRevisionNumber: 9 })} />,
    },
  },
};

function inspectorOf(item: typeof items.IMAGE) {
  return (
    <div style={{ display: 'grid', width: 300 }}>
      <AnnotationsProvider item={masked({ ...item, annotations: { ...item.annotations, edges: [] } })}>
        <Inspector item={masked(item)} />
      </AnnotationsProvider>
    </div>
  );
}

function header(props: Partial<Parameters<typeof ItemHeader>[0]>) {
  return (
    <Wide>
      <ItemHeader
        title="The north coast in autumn"
        isWaiting={false}
        isInspecting
        onToggleInspector={ignore}
        onClose={ignore}
        onPrevious={ignore}
        onNext={ignore}
        place={{ index: 11, total: 1_249 }}
        {...props}
      />
    </Wide>
  );
}

function panelWith(answers: Record<string, object>, until: string) {
  return (
    <Stage isWide height={480} until={until}>
      <Served answers={answers}>
        <ItemPanel
          itemId={until === 'mark' ? items.TEXT.id : items.IMAGE.id}
          onClose={ignore}
          onPrevious={ignore}
          onNext={ignore}
          place={{ index: 11, total: 1_249 }}
        />
      </Served>
    </Stage>
  );
}
