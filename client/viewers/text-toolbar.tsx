import { BookOpen, Check, Copy, Link2, ListOrdered, Search, WrapText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { formatByteSize } from '../ui/format.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { TextField } from '../ui/text-field.tsx';
import { EncodingNote } from './encoding-note.tsx';
import * as strings from './strings.ts';
import type { TextView } from './text-kind.ts';
import type { TextSource } from './text-source.ts';
import styles from './text-toolbar.module.css';

interface TextToolbarProps {
  source: TextSource;
  /** Changes when the source has read more. */
  version: number;
  byteSize: number;
  view: TextView;
  onView: (view: TextView) => void;
  /** Whether the text is short enough to be shown like a page. */
  canRead: boolean;
  wraps: boolean;
  onWraps: (wraps: boolean) => void;
  chosenLine: number | undefined;
  onLine: (line: number) => void;
  onFind: () => void;
  onRetry: () => void;
}

/** Largest text that the button copies. Longer ones can be downloaded. */
const maxCopiedLength = 10_000_000;

const views = [
  { value: 'reading', label: strings.readingView, icon: <BookOpen size={14} /> },
  { value: 'lines', label: strings.linesView, icon: <ListOrdered size={14} /> },
] as const;

/** Facts about a text, and the ways to look at it. */
export function TextToolbar(props: TextToolbarProps) {
  const { source, byteSize, view, onView, canRead, wraps, onWraps, chosenLine, onLine, onFind, onRetry } = props;
  return (
    <div className={styles.bar} role="toolbar" aria-label={strings.text}>
      <span className={styles.facts}>
        <span>{formatByteSize(byteSize)}</span>
        {source.isWhole && <span>{strings.lineCount(source.index.lineCount)}</span>}
        {source.isWhole && source.byteCount < byteSize && <span>{strings.tooManyLines}</span>}
        <EncodingNote encoding={source.encoding} />
        {source.status === 'failed' && (
          <Button size="s" onClick={onRetry}>
            {strings.tryAgain}
          </Button>
        )}
      </span>
      {view === 'lines' && (
        <>
          <LineField onLine={onLine} />
          {chosenLine !== undefined && <LineLink key={chosenLine} line={chosenLine} />}
          <IconButton
            size="s"
            label={strings.wrapLines}
            icon={<WrapText size={14} />}
            isPressed={wraps}
            onClick={() => onWraps(!wraps)}
          />
        </>
      )}
      <CopyText source={source} byteSize={byteSize} />
      <IconButton size="s" label={strings.findInText} keys="/" icon={<Search size={14} />} onClick={onFind} />
      {canRead && <SegmentedControl label={strings.textView} value={view} options={views} onChange={onView} />}
    </div>
  );
}

function LineField({ onLine }: { onLine: (line: number) => void }) {
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        const line = Number(new FormData(event.currentTarget).get('line'));
        if (Number.isInteger(line) && line > 0) onLine(line);
      }}
    >
      <TextField
        name="line"
        label={strings.goToLine}
        isLabelHidden
        placeholder={strings.goToLine}
        inputMode="numeric"
        autoComplete="off"
      />
    </form>
  );
}

function LineLink({ line }: { line: number }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <IconButton
      size="s"
      label={isCopied ? strings.copied : strings.copyLinkToLine(line)}
      icon={isCopied ? <Check size={14} /> : <Link2 size={14} />}
      onClick={async () => {
        const url = new URL(window.location.href);
        url.searchParams.set('line', String(line));
        await navigator.clipboard.writeText(url.href);
        setCopied(true);
      }}
    />
  );
}

function CopyText({ source, byteSize }: { source: TextSource; byteSize: number }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (byteSize === 0 || byteSize > maxCopiedLength) return null;
  return (
    <IconButton
      size="s"
      label={isCopied ? strings.copied : strings.copyText}
      icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
      onClick={async () => {
        await source.readUntil(() => false);
        const text = source.slice(0, source.index.length);
        if (text === undefined) return;
        await navigator.clipboard.writeText(text);
        setCopied(true);
      }}
    />
  );
}
