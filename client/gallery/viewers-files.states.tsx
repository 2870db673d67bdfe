import type { ComponentProps } from 'react';
import { AnnotationsProvider } from '../item-panel/annotations-provider.tsx';
import { AssetPreview } from '../viewers/asset-preview.tsx';
import { CannotShow } from '../viewers/cannot-show.tsx';
import { DocumentViewer } from '../viewers/document-viewer.tsx';
import { DownloadButton } from '../viewers/download-button.tsx';
import { EncodingNote } from '../viewers/encoding-note.tsx';
import { FileViewer } from '../viewers/file-viewer.tsx';
import { ItemViewer } from '../viewers/item-viewer.tsx';
import { JsonTree } from '../viewers/json-tree.tsx';
import { PdfPages } from '../viewers/pdf-pages.tsx';
import { PdfPassword } from '../viewers/pdf-password.tsx';
import { TableCellDialog } from '../viewers/table-cell-dialog.tsx';
import { TableGrid } from '../viewers/table-grid.tsx';
import { TableHeader } from '../viewers/table-header.tsx';
import { TablePanel } from '../viewers/table-panel.tsx';
import { TextViewer } from '../viewers/text-viewer.tsx';
import type { TextFile } from '../viewers/use-signed-text.ts';
import { ViewerBoundary } from '../viewers/viewer-boundary.tsx';
import { Broken } from './broken.tsx';
import { ignore, Row } from './each.tsx';
import { assetOf } from './fixtures/assets.ts';
import { items } from './fixtures/items.ts';
import { columnFigures, tableReader, tableState, waitingReader } from './fixtures/tables.ts';
import { arabic, invisible, longName, longWord, sentences } from './fixtures/words.ts';
import { Framed } from './framed.tsx';
import { masked } from './masked.ts';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

const grid = { client: tableReader, state: tableState, name: 'herons.csv', arrangement: 0, sort: null };
const report = { id: 'report', byteSize: 1_039, contentType: 'application/pdf' };
const textItem = (asset: Parameters<typeof assetOf>[2], id = 'text') => ({
  ...items.TEXT,
  content: { ...items.TEXT.content, primary: assetOf(id, 'text/plain', asset) },
});

export const files: Pick<
  StatesIn<'viewers'>,
  | 'viewers/asset-preview'
  | 'viewers/cannot-show'
  | 'viewers/document-viewer'
  | 'viewers/download-button'
  | 'viewers/encoding-note'
  | 'viewers/file-viewer'
  | 'viewers/item-viewer'
  | 'viewers/json-tree'
  | 'viewers/pdf-pages'
  | 'viewers/pdf-password'
  | 'viewers/table-cell-dialog'
  | 'viewers/table-grid'
  | 'viewers/table-header'
  | 'viewers/table-panel'
  | 'viewers/text-viewer'
  | 'viewers/viewer-boundary'
> = {
  'viewers/asset-preview': {
    AssetPreview: {
      picture: previewOf('coast', 'image/jpeg', 'coast.jpg', 'img'),
      table: previewOf('notes', 'text/csv', 'notes.csv', 'table', 82),
      tree: previewOf('places', 'application/json', 'places.json', 'summary', 97),
      text: previewOf('text', 'text/plain', 'text.txt', '[data-start]', 175),
      empty: previewOf('text', 'text/plain', 'text.txt', 'p', 0),
      missing: previewOf('missing', 'text/plain', 'text.txt', '[role=alert]'),
      'no preview': previewOf('font', 'font/woff2', 'font.woff2', '[role=alert]'),
      loading: previewOf('waiting', 'text/plain', 'text.txt', 'output'),
    },
  },
  'viewers/cannot-show': {
    CannotShow: {
      plain: <CannotShow />,
      'with actions': (
        <CannotShow
          title="This image can’t be displayed"
          file={{ asset: 'coast', filename: 'coast.jpg' }}
          onRetry={ignore}
        >
          {sentences}
        </CannotShow>
      ),
      'with a picture': <CannotShow picture="panorama">{longWord}</CannotShow>,
    },
  },
  'viewers/document-viewer': {
    DocumentViewer: {
      pages: (
        <Stage height={480} until="article canvas[width]">
          <DocumentViewer item={masked(items.DOCUMENT)} />
        </Stage>
      ),
    },
  },
  'viewers/download-button': {
    DownloadButton: {
      sizes: (
        <Row>
          <DownloadButton asset="coast" filename="coast.jpg" />
          <DownloadButton asset="coast" filename="coast.jpg" isSmall />
        </Row>
      ),
    },
  },
  'viewers/encoding-note': {
    EncodingNote: {
      detected: <EncodingNote encoding={{ label: 'windows-1253', source: 'DETECTED' }} />,
      declared: <EncodingNote encoding={{ label: 'shift_jis', source: 'DECLARED' }} />,
    },
  },
  'viewers/file-viewer': {
    FileViewer: {
      'no preview': (
        <Stage until="[role=alert]">
          <FileViewer item={masked(items.FILE)} />
        </Stage>
      ),
      'long name': (
        <Stage until="table">
          <FileViewer
            item={masked({
              ...items.FILE,
              content: {
                ...items.FILE.content,
                primary: assetOf('notes', 'text/csv', { filename: `${invisible}${longWord}.csv`, byteSize: 82 }),
              },
            })}
          />
        </Stage>
      ),
    },
  },
  'viewers/item-viewer': {
    ItemViewer: {
      text: (
        <Stage until="mark, [data-start]">
          <ItemViewer item={masked(items.TEXT)} />
        </Stage>
      ),
    },
  },
  'viewers/json-tree': {
    JsonTree: {
      values: (
        <JsonTree
          value={{
            text: sentences,
            number: 12.5,
            yes: true,
            nothing: null,
            blank: '',
            link: 'https://lumen.example/herons',
            list: [],
            object: {},
            nested: { places: [{ name: arabic, birds: 12 }] },
          }}
        />
      ),
      'long text': <JsonTree value={{ [longWord]: longWord, plain: longName }} />,
      'many entries': <JsonTree value={Array.from({ length: 102 }, (_, i) => i).slice(0, 101)} />,
    },
  },
  'viewers/pdf-pages': {
    PdfPages: {
      invalid: (
        <Stage until="[role=alert]">
          <PdfPages file={{ ...report, id: 'text' }} filename="report.pdf" title="Annual report" />
        </Stage>
      ),
      loading: (
        <Stage until="output">
          <PdfPages file={{ ...report, id: 'waiting' }} filename="report.pdf" title="Annual report" />
        </Stage>
      ),
    },
  },
  'viewers/pdf-password': {
    PdfPassword: {
      first: <PdfPassword isRetry={false} submit={ignore} file={{ asset: 'report', filename: 'report.pdf' }} />,
      wrong: <PdfPassword isRetry submit={ignore} file={{ asset: 'report', filename: 'report.pdf' }} />,
    },
  },
  'viewers/table-cell-dialog': {
    TableCellDialog: {
      nested: (
        <Framed height={360}>
          <TableCellDialog client={tableReader} place={{ row: 0, column: 4 }} column={longName} onClose={ignore} />
        </Framed>
      ),
    },
  },
  'viewers/table-grid': {
    TableGrid: {
      cells: (
        <Stage until="td">
          <TableGrid {...grid} onSort={ignore} />
        </Stage>
      ),
      'without sorting': (
        <Stage until="td">
          <TableGrid {...grid} />
        </Stage>
      ),
      loading: (
        <Stage>
          <TableGrid {...grid} client={waitingReader} />
        </Stage>
      ),
      'no rows': (
        <Stage>
          <TableGrid {...grid} state={{ ...tableState, shownRowCount: 0 }} />
        </Stage>
      ),
    },
  },
  'viewers/table-header': {
    TableHeader: {
      sorted: headerOf({ sort: { column: 1, isDescending: true }, onSort: ignore }),
      'without sorting': headerOf({ sort: null }),
    },
  },
  'viewers/table-panel': {
    TablePanel: {
      table: panelOf({ id: 'notes', contentType: 'text/csv', byteSize: 82 }, 'notes.csv', 'td'),
      'not a table': panelOf(
        { id: 'text', contentType: 'application/x-parquet', byteSize: 175 },
        'a.parquet',
        '[role=alert]',
      ),
      missing: panelOf({ id: 'missing', contentType: 'text/csv', byteSize: 82 }, 'notes.csv', '[role=alert]'),
      loading: panelOf({ id: 'waiting', contentType: 'text/csv', byteSize: 82 }, 'notes.csv', 'output'),
    },
  },
  'viewers/text-viewer': {
    TextViewer: {
      annotated: textViewerOf(items.TEXT, 'mark'),
      empty: textViewerOf(textItem({ byteSize: 0 }), 'p'),
      missing: textViewerOf(textItem({}, 'missing'), '[role=alert]'),
      loading: textViewerOf(textItem({}, 'waiting'), 'output'),
    },
  },
  'viewers/viewer-boundary': {
    ViewerBoundary: {
      broken: (
        <ViewerBoundary>
          <Broken />
        </ViewerBoundary>
      ),
    },
  },
};

function panelOf(file: TextFile, name: string, until: string) {
  return (
    <Stage until={until}>
      <TablePanel file={file} name={name} />
    </Stage>
  );
}

function headerOf(props: Pick<ComponentProps<typeof TableHeader>, 'sort' | 'onSort'>) {
  const columns = tableState.columns.map((column, index) => ({
    ...column,
    index,
    left: 64 + index * 150,
    width: 150,
    figures: index === 0 ? undefined : { ...columnFigures, ...(index === 3 && { bars: [] }) },
  }));
  return (
    <Stage height={80}>
      <table style={{ position: 'relative', display: 'block' }}>
        <TableHeader columns={columns} onResize={ignore} {...props} />
      </table>
    </Stage>
  );
}

function previewOf(id: string, contentType: string, name: string, until: string, byteSize = 1_000) {
  return (
    <Stage until={until}>
      <AssetPreview file={{ id, contentType, byteSize }} name={name} />
    </Stage>
  );
}

function textViewerOf(item: typeof items.TEXT, until: string) {
  return (
    <Stage until={until}>
      <AnnotationsProvider item={masked(item)}>
        <TextViewer item={masked(item)} />
      </AnnotationsProvider>
    </Stage>
  );
}
