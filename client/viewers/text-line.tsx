import { memo } from 'react';
import { cx } from '../ui/cx.ts';
import { useActiveAnnotation } from './annotations.ts';
import * as strings from './strings.ts';
import { levelOf, terminalMarks } from './terminal-text.ts';
import { rowStarts } from './text-columns.ts';
import { withoutCr } from './text-index.ts';
import styles from './text-lines.module.css';
import { matchMarks, type TextMark } from './text-marks.ts';
import { partText } from './text-parts.ts';
import type { TextRows } from './text-rows.ts';
import type { TextSource } from './text-source.ts';

export interface TextLook {
  /** Whether the text is the output of programs, with levels and colours. */
  isLog: boolean;
  /** Annotated parts of the text. */
  marks: readonly TextMark[];
  /** Start and length of each match of the search, in order. */
  matches: readonly number[];
  currentMatch: number;
  /** Number of a line to point out. */
  chosenLine: number | undefined;
  onChooseLine: (line: number) => void;
}

interface TextLineProps extends TextLook {
  source: TextSource;
  rows: TextRows;
  row: number;
  top: number;
}

/** One row: a line or a part of it, and the number of the line. */
export function TextLine({ source, rows, row, top, isLog, chosenLine, onChooseLine, ...look }: TextLineProps) {
  const piece = rows.pieceOf(row);
  const start = source.index.startOf(piece);
  const raw = source.slice(start, source.index.startOf(piece + 1));
  const text = raw === undefined ? undefined : withoutCr(raw.endsWith('\n') ? raw.slice(0, -1) : raw);
  const place = row - rows.firstRowOf(piece);
  const number = place === 0 ? source.index.lineNumberOf(piece) : undefined;
  const level = isLog && text !== undefined ? levelOf(text) : undefined;
  return (
    <div
      className={cx(styles.row, level && styles[level], number !== undefined && number === chosenLine && styles.chosen)}
      style={{ top }}
    >
      {number === undefined ? (
        <span className={styles.number} />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={strings.linkToLine(number)}
          data-number={number}
          className={styles.number}
          onClick={() => onChooseLine(number)}
        />
      )}
      {text === undefined ? (
        <span className={styles.waiting} />
      ) : (
        <RowText {...rowOf(text, start, place, rows.columnsPerRow)} isLog={isLog} {...look} />
      )}
    </div>
  );
}

function rowOf(text: string, start: number, place: number, columns: number): { text: string; start: number } {
  if (columns === Infinity) return { text, start };
  const starts = rowStarts(text, columns);
  const from = starts[place] ?? text.length;
  return { text: text.slice(from, starts[place + 1]), start: start + from };
}

type RowTextProps = Pick<TextLook, 'isLog' | 'marks' | 'matches' | 'currentMatch'> & { text: string; start: number };

const RowText = memo(function RowText({ text, start, isLog, marks, matches, currentMatch }: RowTextProps) {
  const { activeId, setActive } = useActiveAnnotation();
  const end = start + text.length;
  const found = matchMarks(matches, { start, end }, currentMatch, { match: styles.match, current: styles.current });
  const colours = isLog || text.includes('\x1b') ? terminalMarks(text, start) : [];
  const all = [...colours, ...marks, ...found];
  if (all.length === 0) return <code data-start={start}>{text}</code>;
  const byId = new Map(all.map((mark) => [mark.id, mark]));
  return (
    <code data-start={start}>
      {partText(text, all, start).map((part) => {
        const inside = part.spanIds.flatMap((id) => byId.get(id) ?? []);
        if (inside.length === 0) return part.text;
        const annotation = inside.findLast((mark) => mark.annotation !== undefined);
        const isActive = activeId !== undefined && inside.some((mark) => mark.annotation === activeId);
        const className = cx(...inside.map((mark) => mark.className), isActive && styles.active);
        if (!annotation) {
          return (
            <span key={part.start} className={className}>
              {part.text}
            </span>
          );
        }
        return (
          <mark
            key={part.start}
            data-tip={annotation.label}
            className={className}
            onPointerEnter={() => setActive(annotation.annotation)}
            onPointerLeave={() => setActive(undefined)}
          >
            {part.text}
          </mark>
        );
      })}
    </code>
  );
});
