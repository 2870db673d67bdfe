import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import { reachable } from '../ui/reachable.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useActiveAnnotation } from './annotations.ts';
import * as strings from './strings.ts';
import type { TextLook } from './text-line.tsx';
import lineStyles from './text-lines.module.css';
import type { TextLinesHandle } from './text-lines.tsx';
import { matchMarks } from './text-marks.ts';
import { blocksOf, partText } from './text-parts.ts';
import styles from './text-reading.module.css';
import type { TextSource } from './text-source.ts';

type Marks = Pick<TextLook, 'marks' | 'matches' | 'currentMatch'>;

interface TextReadingProps extends Marks {
  source: TextSource | undefined;
  /** Changes when the source has read more. */
  version: number;
  label: string;
  byteSize: number;
  ref?: Ref<TextLinesHandle>;
}

/** A text like a page: one column of readable width. */
export function TextReading({ source, label, byteSize, ref, ...look }: TextReadingProps) {
  const scrollRef = useRef<HTMLElement>(null);
  useEffect(() => {
    void source?.readUntil(() => false);
  }, [source]);
  const text = source?.slice(0, source.index.length) ?? '';
  const blocks = useMemo(() => blocksOf(text), [text]);
  useImperativeHandle(ref, () => ({
    showOffset: (offset) => {
      const parts = [...(scrollRef.current?.querySelectorAll<HTMLElement>('[data-start]') ?? [])];
      parts
        .findLast((element) => Number(element.dataset['start']) <= offset)
        ?.scrollIntoView({ block: offset === 0 ? 'start' : 'center' });
    },
    focus: () => scrollRef.current?.focus(),
  }));
  return (
    <section {...reachable} ref={scrollRef} aria-label={label} className={styles.scroll}>
      <div className={styles.page}>
        {(!source || source.status === 'loading') && <TextSkeleton />}
        {byteSize === 0 && <p className={styles.note}>{strings.emptyTextFile}</p>}
        {blocks.map((block) => (
          <TextBlock key={block.start} {...block} {...look} />
        ))}
      </div>
    </section>
  );
}

function TextBlock({ start, text, marks, matches, currentMatch }: Marks & { start: number; text: string }) {
  const { activeId, setActive } = useActiveAnnotation();
  const parts = useMemo(() => {
    const classNames = { match: lineStyles.match, current: lineStyles.current };
    const found = matchMarks(matches, { start, end: start + text.length }, currentMatch, classNames);
    const all = [...marks, ...found];
    const byId = new Map(all.map((mark) => [mark.id, mark]));
    return partText(text, all, start).map((part) => ({
      ...part,
      inside: part.spanIds.flatMap((id) => byId.get(id) ?? []),
    }));
  }, [text, marks, matches, currentMatch, start]);
  return (
    <div
      className={styles.block}
      data-start={start}
      style={{ containIntrinsicBlockSize: `auto ${heightGuess(text)}px` }}
    >
      {parts.map(({ start: partStart, text: partOfText, inside }) => {
        if (inside.length === 0) return partOfText;
        const annotation = inside.findLast((mark) => mark.annotation !== undefined);
        const isActive = activeId !== undefined && inside.some((mark) => mark.annotation === activeId);
        return (
          <mark
            key={partStart}
            data-start={partStart}
            data-tip={annotation?.label}
            className={cx(...inside.map(({ className }) => className), isActive && lineStyles.active)}
            onPointerEnter={() => annotation && setActive(annotation.annotation)}
            onPointerLeave={() => annotation && setActive(undefined)}
          >
            {partOfText}
          </mark>
        );
      })}
    </div>
  );
}

/** Estimates the height of a block, so that the scrollbar is about right before the block is rendered. */
function heightGuess(text: string): number {
  return Math.ceil(text.length / 70) * 26;
}

function TextSkeleton() {
  return (
    <output className={styles.skeleton} aria-label={strings.loading}>
      {['96%', '91%', '98%', '88%', '94%', '62%'].map((width) => (
        <Skeleton key={width} width={width} height={14} />
      ))}
    </output>
  );
}
