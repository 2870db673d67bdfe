import { useEffect, useState } from 'react';
import type { FoundInText } from '../viewers/find-in-source.ts';
import type { TextQuery } from '../viewers/text-find.ts';
import { TextFindBar } from '../viewers/text-find-bar.tsx';
import { TextLine } from '../viewers/text-line.tsx';
import { TextLines } from '../viewers/text-lines.tsx';
import { TextPane } from '../viewers/text-pane.tsx';
import { TextReading } from '../viewers/text-reading.tsx';
import { TextRows } from '../viewers/text-rows.ts';
import { TextToolbar } from '../viewers/text-toolbar.tsx';
import { ignore } from './each.tsx';
import { code, log, sourceOf } from './fixtures/text-sources.ts';
import { arabic, hebrew, longWord, sentences } from './fixtures/words.ts';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

const nothing = { marks: [], matches: [], currentMatch: -1 };

export const texts: Pick<
  StatesIn<'viewers'>,
  | 'viewers/text-find-bar'
  | 'viewers/text-line'
  | 'viewers/text-lines'
  | 'viewers/text-pane'
  | 'viewers/text-reading'
  | 'viewers/text-toolbar'
> = {
  'viewers/text-find-bar': {
    TextFindBar: {
      empty: findBar('', { matches: [], status: 'done' }),
      found: findBar('heron', { matches: [3, 5, 40, 5], status: 'done' }),
      searching: findBar('heron', { matches: [3, 5], status: 'running' }),
      'nothing found': findBar(longWord, { matches: [], status: 'done' }),
      'takes too long': findBar(
        '(a+)+b',
        { matches: [], status: 'slow' },
        { isExpression: true, isCaseSensitive: true },
      ),
      invalid: findBar('(', { matches: [], status: 'done' }, { isExpression: true }, false),
    },
  },
  'viewers/text-line': {
    TextLine: {
      ordinary: lineOf('A heron stands in the water.'),
      chosen: lineOf('A heron stands in the water.', { chosenLine: 1 }),
      matches: lineOf('A heron, and another heron.', { matches: [2, 5, 21, 5], currentMatch: 1 }),
      error: lineOf('12:00 ERROR no heron', { isLog: true }),
      warning: lineOf('12:00 WARN few herons', { isLog: true }),
      colours: lineOf('\u001b[32mok\u001b[0m and \u001b[1;31mfailed\u001b[0m', { isLog: true }),
      'right to left': lineOf(arabic),
    },
  },
  'viewers/text-lines': {
    TextLines: {
      code: lines(code),
      'code without wrapping': lines(code, { wraps: false }),
      log: lines(log, { isLog: true }),
      'long word': lines(longWord),
      scripts: lines(`${arabic}\n${hebrew}\n${sentences}\n\tindented by a tab\n`),
    },
  },
  'viewers/text-pane': {
    TextPane: {
      prose: paneOf('text', 'text/plain', 'notes.txt', '[data-start]'),
      code: paneOf('text', 'text/x-python', 'notes.py', 'code'),
      empty: paneOf('text', 'text/plain', 'notes.txt', 'p', 0),
      missing: paneOf('missing', 'text/plain', 'notes.txt', '[role=alert]'),
    },
  },
  'viewers/text-reading': {
    TextReading: {
      prose: (
        <Stage until="[data-start]">
          <Read text={`${sentences}\n\n${arabic}`}>
            {(source, version) => (
              <TextReading source={source} version={version} label="Text" byteSize={300} {...nothing} />
            )}
          </Read>
        </Stage>
      ),
      loading: (
        <Stage>
          <TextReading source={undefined} version={0} label="Text" byteSize={300} {...nothing} />
        </Stage>
      ),
    },
  },
  'viewers/text-toolbar': {
    TextToolbar: { page: toolbar('reading'), lines: toolbar('lines'), 'chosen line': toolbar('lines', 12) },
  },
};

function Read(props: {
  text: string;
  children: (source: ReturnType<typeof sourceOf>, version: number) => React.ReactNode;
}) {
  const [source] = useState(() => sourceOf(props.text));
  const [version, setVersion] = useState(0);
  useEffect(() => source.subscribe(() => setVersion(source.version)), [source]);
  return props.children(source, version + source.version);
}

function findBar(words: string, found: FoundInText, options: Partial<TextQuery> = {}, isValid = true) {
  const query = { words, isCaseSensitive: false, isExpression: false, ...options };
  const find = { isOpen: true, open: ignore, close: ignore, query, setQuery: ignore, isValid, found, go: ignore };
  return <TextFindBar find={{ ...find, current: found.matches.length > 0 ? 0 : -1 }} onClose={ignore} />;
}

type LineLook = Partial<Pick<Parameters<typeof TextLine>[0], 'isLog' | 'chosenLine' | 'matches' | 'currentMatch'>>;

function lineOf(text: string, look: LineLook = {}) {
  return (
    <div style={{ position: 'relative', height: 24, font: '12px / 20px var(--mono)' }}>
      <Read text={text}>
        {(source) =>
          source.index.pieceCount > 0 && (
            <TextLine
              source={source}
              rows={new TextRows(source.index, 80)}
              row={0}
              top={0}
              isLog={false}
              chosenLine={undefined}
              onChooseLine={ignore}
              {...nothing}
              {...look}
            />
          )
        }
      </Read>
    </div>
  );
}

function lines(text: string, { wraps = true, isLog = false } = {}) {
  return (
    <Stage height={180} until="code">
      <Read text={text}>
        {(source, version) => (
          <TextLines
            source={source}
            version={version}
            label="Text"
            wraps={wraps}
            isLog={isLog}
            chosenLine={undefined}
            onChooseLine={ignore}
            onMove={ignore}
            {...nothing}
          />
        )}
      </Read>
    </Stage>
  );
}

function paneOf(id: string, contentType: string, name: string, until: string, byteSize = 175) {
  return (
    <Stage until={until}>
      <TextPane file={{ id, contentType, byteSize }} name={name} label="Text" />
    </Stage>
  );
}

function toolbar(view: 'reading' | 'lines', chosenLine?: number) {
  return (
    <Read text={code}>
      {(source, version) => (
        <TextToolbar
          source={source}
          version={version}
          byteSize={source.byteSize}
          view={view}
          onView={ignore}
          canRead
          wraps
          onWraps={ignore}
          chosenLine={chosenLine}
          onLine={ignore}
          onFind={ignore}
          onRetry={ignore}
        />
      )}
    </Read>
  );
}
