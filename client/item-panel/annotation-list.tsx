import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatCount, formatDuration, formatPercent } from '../ui/format.ts';
import { type LabelGroup, useActiveAnnotation, useAnnotations, type ViewedAnnotation } from '../viewers/annotations.ts';
import { hueClass } from '../viewers/hue-class.ts';
import styles from './annotation-list.module.css';
import { InspectorSection } from './inspector-section.tsx';
import * as strings from './strings.ts';

/** Annotations of the item by label. The keys 1 to 9 show and hide the first labels. */
export function AnnotationList() {
  const { groups } = useAnnotations();
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, group) => sum + group.annotations.length, 0);
  return (
    <InspectorSection title={strings.annotations} note={formatCount(count)}>
      <ul className={styles.groups}>
        {groups.map((group, index) => (
          <Group key={group.label} group={group} digit={index < 9 ? String(index + 1) : undefined} />
        ))}
      </ul>
    </InspectorSection>
  );
}

const fewAnnotations = 8;

function Group({ group, digit }: { group: LabelGroup; digit: string | undefined }) {
  const { label, hue, annotations } = group;
  const name = showInvisible(label);
  const { hidden, toggle } = useAnnotations();
  const [showsAll, setShowsAll] = useState(false);
  const isHidden = hidden.has(label);
  useShortcut(
    { keys: digit ?? '', label: strings.toggleLabel(name), group: strings.labels, run: () => toggle(label) },
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
          label={isHidden ? strings.showLabel(name) : strings.hideLabel(name)}
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
                {strings.showMore(annotations.length - shown.length)}
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
        {strings.sources[source] && <span className={styles.source}>{strings.sources[source]}</span>}
        {confidence !== null && <data value={confidence}>{formatPercent(confidence)}</data>}
        {note && (
          <span className={styles.note} dir="auto">
            {note}
          </span>
        )}
      </button>
    </li>
  );
}

/** Returns a short description of a shape. */
function describe({ shape }: ViewedAnnotation): string {
  switch (shape?.kind) {
    case 'TIME_RANGE':
      return strings.timeRange(formatDuration(shape.startSeconds, 1), formatDuration(shape.endSeconds, 1));
    case 'TEXT_SPAN':
      return strings.characters(shape.start, shape.end);
    case 'BOX':
      return strings.box;
    case 'POLYGON':
      return strings.polygon(shape.points.length);
    case 'POLYLINE':
      return strings.line(shape.points.length);
    case 'POINT':
      return strings.point;
    case 'CLASSIFICATION':
      return strings.wholeItem;
    case undefined:
      return strings.notDrawable;
    default:
      shape satisfies never;
      return '';
  }
}
