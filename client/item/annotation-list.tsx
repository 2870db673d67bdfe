import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import type { AnnotationSource } from '../gql/graphql.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatCount, formatDuration } from '../ui/format.ts';
import { type LabelGroup, useActiveAnnotation, useAnnotations, type ViewedAnnotation } from '../viewers/annotations.ts';
import { hueClass } from '../viewers/hue-class.ts';
import styles from './annotation-list.module.css';
import { InspectorSection } from './inspector-section.tsx';

/** Annotations of the item by label. Keys 1 to 9 switch the first labels. */
export function AnnotationList() {
  const { groups } = useAnnotations();
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, group) => sum + group.annotations.length, 0);
  return (
    <InspectorSection title="Annotations" note={formatCount(count)}>
      <ul className={styles.groups}>
        {groups.map((group, index) => (
          <Group key={group.label} group={group} digit={index < 9 ? String(index + 1) : undefined} />
        ))}
      </ul>
    </InspectorSection>
  );
}

const fewAnnotations = 8;

const nameOfSource: Record<AnnotationSource, string | null> = { PUBLISHER: null, REVIEWER: 'reviewer' };

function Group({ group, digit }: { group: LabelGroup; digit: string | undefined }) {
  const { label, hue, annotations } = group;
  const name = showInvisible(label);
  const { hidden, toggle } = useAnnotations();
  const [showsAll, setShowsAll] = useState(false);
  const isHidden = hidden.has(label);
  useShortcut(
    { keys: digit ?? '', label: `Show or hide ${name}`, group: 'Labels', run: () => toggle(label) },
    digit !== undefined,
  );
  const shown = showsAll ? annotations : annotations.slice(0, fewAnnotations);
  return (
    <li className={cx(hueClass(hue), isHidden && styles.hidden)}>
      <div className={styles.group}>
        <svg className={styles.swatch} width={18} height={12} aria-hidden>
          <line x1={1} x2={17} y1={6} y2={6} />
        </svg>
        <span className={styles.label} data-tip={name}>
          {name}
        </span>
        <span className={styles.count}>{formatCount(annotations.length)}</span>
        <IconButton
          size="s"
          label={isHidden ? `Show ${name}` : `Hide ${name}`}
          keys={digit}
          icon={isHidden ? <EyeOff size={13} /> : <Eye size={13} />}
          onClick={() => toggle(label)}
        />
      </div>
      {!isHidden && (
        <ul>
          {shown.map((annotation) => (
            <Row key={annotation.id} annotation={annotation} />
          ))}
          {annotations.length > shown.length && (
            <li>
              <button type="button" className={styles.more} onClick={() => setShowsAll(true)}>
                {formatCount(annotations.length - shown.length)} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Row({ annotation }: { annotation: ViewedAnnotation }) {
  const { activeId, setActive, choose } = useActiveAnnotation();
  const { id, confidence, note, source } = annotation;
  return (
    <li>
      <button
        type="button"
        className={cx(styles.row, activeId === id && styles.active)}
        onPointerEnter={() => setActive(id)}
        onPointerLeave={() => setActive(undefined)}
        onFocus={() => setActive(id)}
        onBlur={() => setActive(undefined)}
        onClick={() => choose(annotation)}
      >
        <span>{describe(annotation)}</span>
        {nameOfSource[source] && <span className={styles.source}>{nameOfSource[source]}</span>}
        {confidence !== null && <data value={confidence}>{Math.round(confidence * 100)} %</data>}
        {note && (
          <span className={styles.note} dir="auto">
            {note}
          </span>
        )}
      </button>
    </li>
  );
}

/** Describes a shape in a few words. */
function describe({ shape }: ViewedAnnotation): string {
  switch (shape?.kind) {
    case 'TIME_RANGE':
      return `${formatDuration(shape.startSeconds, 1)} – ${formatDuration(shape.endSeconds, 1)}`;
    case 'TEXT_SPAN':
      return `Characters ${formatCount(shape.start)} – ${formatCount(shape.end)}`;
    case 'BOX':
      return 'Box';
    case 'POLYGON':
      return `Polygon of ${formatCount(shape.points.length)}`;
    case 'POLYLINE':
      return `Line of ${formatCount(shape.points.length)}`;
    case 'POINT':
      return 'Point';
    case 'CLASSIFICATION':
      return 'Whole item';
    case undefined:
      return 'Cannot be drawn';
    default:
      shape satisfies never;
      return '';
  }
}
