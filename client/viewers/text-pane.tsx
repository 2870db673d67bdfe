import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useChosenShape } from './annotations.ts';
import { CannotShow } from './cannot-show.tsx';
import * as strings from './strings.ts';
import { TextFindBar } from './text-find-bar.tsx';
import { firstViewOf, isLogName, maxReadingByteSize, type TextView } from './text-kind.ts';
import { TextLines, type TextLinesHandle } from './text-lines.tsx';
import styles from './text-pane.module.css';
import { TextReading } from './text-reading.tsx';
import type { TextSource } from './text-source.ts';
import { TextToolbar } from './text-toolbar.tsx';
import { useFind } from './use-find.ts';
import type { TextFile } from './use-signed-text.ts';
import { useTextMarks } from './use-text-marks.ts';
import { useTextSource } from './use-text-source.ts';

interface TextPaneProps {
  file: TextFile;
  name: string;
  /** Name of the text for screen readers. */
  label: string;
}

/** Shows a text of any size: like a page, or in lines, with a search in all of it. */
export function TextPane({ file, name, label }: TextPaneProps) {
  const { source, version, retry } = useTextSource(file);
  const download = { asset: file.id, filename: name };
  if (source.status === 'failed' && source.byteCount === 0) return <CannotShow file={download} onRetry={retry} />;
  if (source.status === 'binary') {
    return (
      <CannotShow title={strings.notText} file={download}>
        {strings.notTextHint(file.contentType)}
      </CannotShow>
    );
  }
  return (
    <OpenText key={file.id} source={source} version={version} file={file} name={name} label={label} retry={retry} />
  );
}

interface OpenTextProps extends TextPaneProps {
  source: TextSource;
  version: number;
  retry: () => void;
}

function OpenText({ source, version, file, name, label, retry }: OpenTextProps) {
  const view = useRef<TextLinesHandle>(null);
  const canRead = file.byteSize <= maxReadingByteSize;
  const linkedLine = useSearch({ strict: false }).line;
  const [chosenView, setView] = useState<TextView>(linkedLine ? 'lines' : firstViewOf(file.contentType, name));
  const shownView = canRead ? chosenView : 'lines';
  const [wraps, setWraps] = useState(true);
  const [chosenLine, setChosenLine] = useState(linkedLine);
  const topOffset = useRef(0);
  const marks = useTextMarks();
  const show = (offset: number) => view.current?.showOffset(offset);
  const find = useFind(source, () => topOffset.current, show);
  /** Offset to show once another view has been rendered. */
  const showNext = useRef<number>(undefined);

  useEffect(() => {
    if (showNext.current !== undefined) show(showNext.current);
    showNext.current = undefined;
  });
  useShownAnnotation(source, show);
  const offsetOfLine = async (line: number) => {
    await source.readUntil(() => source.index.lineCount > line);
    return source.index.startOf(source.index.pieceOfLine(Math.min(line, source.index.lineCount)));
  };
  const goToLine = async (line: number) => {
    const offset = await offsetOfLine(line);
    showNext.current = offset;
    setView('lines');
    setChosenLine(Math.min(line, source.index.lineCount));
    show(offset);
  };
  const shownLink = useRef<number>(undefined);
  useEffect(() => {
    if (source.status !== 'ready' || linkedLine === shownLink.current) return;
    shownLink.current = linkedLine;
    if (linkedLine !== undefined) void offsetOfLine(linkedLine).then(show);
  });

  const look = { marks, matches: find.found.matches, currentMatch: find.current };
  const isLog = useMemo(() => isLogName(name), [name]);
  const keepPlace = () => {
    showNext.current = topOffset.current;
  };
  return (
    <div className={styles.pane}>
      <TextToolbar
        source={source}
        version={version}
        byteSize={file.byteSize}
        view={shownView}
        onView={(next) => {
          keepPlace();
          setView(next);
        }}
        canRead={canRead}
        wraps={wraps}
        onWraps={(next) => {
          keepPlace();
          setWraps(next);
        }}
        chosenLine={chosenLine}
        onLine={(line) => void goToLine(line)}
        onFind={find.open}
        onRetry={retry}
      />
      {find.isOpen && <TextFindBar find={find} onClose={() => view.current?.focus()} />}
      <div className={styles.text}>
        {shownView === 'reading' ? (
          <TextReading ref={view} source={source} version={version} label={label} byteSize={file.byteSize} {...look} />
        ) : (
          <TextLines
            ref={view}
            source={source}
            version={version}
            label={label}
            wraps={wraps}
            isLog={isLog}
            chosenLine={chosenLine}
            onChooseLine={setChosenLine}
            onMove={(offset) => {
              topOffset.current = offset;
            }}
            {...look}
          />
        )}
      </div>
    </div>
  );
}

/** Scrolls to the part of the text that the user chose in the inspector, and reads on to it. */
function useShownAnnotation(source: TextSource, show: (offset: number) => void): void {
  useChosenShape((shape) => {
    if (shape.kind !== 'TEXT_SPAN') return;
    void source.readUntil(() => source.index.length > shape.start).then(() => show(shape.start));
  });
}
