import { type ReactNode, useMemo, useRef } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatByteSize } from '../ui/format.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { reachable } from '../ui/reachable.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useActiveAnnotation, useChosenShape, useShownGroups } from './annotations.ts';
import { CannotShow } from './cannot-show.tsx';
import { EncodingNote } from './encoding-note.tsx';
import { hueClass } from './hue-class.ts';
import * as strings from './strings.ts';
import { blocksOf, partText, type TextSpan } from './text-parts.ts';
import styles from './text-viewer.module.css';
import { useSignedText } from './use-signed-text.ts';

const TextViewerFragment = graphql(`
  fragment TextViewer_item on Item {
    key
    title
    content {
      __typename
      primary {
        id
        filename
        contentType
        byteSize
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

/** Viewer for text: one column of readable width, with annotated parts marked. */
export function TextViewer(props: { item: FragmentType<typeof TextViewerFragment> }) {
  const { content, title, key } = readFragment(TextViewerFragment, props.item);
  const { id, byteSize, contentType, filename } = content.primary;
  const { status, text, encoding, hasMore, isLoadingMore, loadMore, retry } = useSignedText(content.primary);
  const blocks = useMemo(() => blocksOf(text), [text]);
  const file = { asset: id, filename: filename ?? key };
  if (status === 'failed') return <CannotShow file={file} onRetry={retry} />;
  if (status === 'binary') {
    return (
      <CannotShow title={strings.notText} file={file}>
        {strings.notTextHint(contentType)}
      </CannotShow>
    );
  }
  return (
    <ScrolledText label={strings.textOf(nameOfItem({ title, key }))}>
      <EncodingNote encoding={encoding} className={styles.encoding} />
      {status === 'loading' && <TextSkeleton />}
      {status === 'ready' && byteSize === 0 && <p className={styles.note}>{strings.emptyTextFile}</p>}
      {blocks.map((block) => (
        <TextBlock key={block.start} {...block} />
      ))}
      {hasMore && status === 'ready' && (
        <p className={styles.note}>
          <Button isBusy={isLoadingMore} onClick={loadMore}>
            {strings.showMore}
          </Button>
          <span>{strings.totalSize(formatByteSize(byteSize))}</span>
        </p>
      )}
    </ScrolledText>
  );
}

function ScrolledText({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const spans = useTextSpans();
  useChosenShape((shape) => {
    if (shape.kind !== 'TEXT_SPAN') return;
    const part = [...(ref.current?.querySelectorAll<HTMLElement>('[data-start]') ?? [])].findLast(
      (element) => Number(element.dataset['start']) <= shape.start,
    );
    part?.scrollIntoView({ block: 'center' });
  });
  return (
    <section
      {...reachable}
      ref={ref}
      aria-label={label}
      className={cx(styles.scroll, spans.length > 0 && styles.marked)}
    >
      <div className={styles.page}>{children}</div>
    </section>
  );
}

function TextBlock({ start, text }: { start: number; text: string }) {
  const spans = useTextSpans();
  const { activeId, setActive } = useActiveAnnotation();
  const parts = useMemo(() => partText(text, spans, start), [text, spans, start]);
  return (
    <div
      className={styles.block}
      data-start={start}
      style={{ containIntrinsicBlockSize: `auto ${heightGuess(text)}px` }}
    >
      {parts.map((part) => {
        const span = spans.find(({ id }) => id === part.spanIds.at(-1));
        if (!span) return part.text;
        return (
          <mark
            key={part.start}
            data-start={part.start}
            data-tip={span.label}
            className={cx(
              styles.mark,
              hueClass(span.hue),
              activeId !== undefined && part.spanIds.includes(activeId) && styles.active,
            )}
            onPointerEnter={() => setActive(span.id)}
            onPointerLeave={() => setActive(undefined)}
          >
            {part.text}
          </mark>
        );
      })}
    </div>
  );
}

function useTextSpans(): readonly (TextSpan & { label: string; hue: number })[] {
  const groups = useShownGroups();
  return useMemo(
    () =>
      groups.flatMap(({ label, hue, annotations }) =>
        annotations.flatMap(({ id, shape }) =>
          shape?.kind === 'TEXT_SPAN' ? [{ id, start: shape.start, end: shape.end, label, hue }] : [],
        ),
      ),
    [groups],
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
