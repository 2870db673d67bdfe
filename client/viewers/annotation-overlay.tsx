import { memo, type PointerEvent, useMemo } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { cx } from '../ui/cx.ts';
import styles from './annotation-overlay.module.css';
import { boundsOf, lineOf, pathOf } from './annotation-shape.ts';
import { type LabelGroup, useActiveAnnotation, useShownGroups, type ViewedAnnotation } from './annotations.ts';
import { hueClass } from './hue-class.ts';
import { labelHeight, placeLabels } from './place-labels.ts';
import * as strings from './strings.ts';
import type { Size, View } from './zoom-maths.ts';

interface Outline {
  annotation: ViewedAnnotation;
  hue: number;
  path: string;
  isClosed: boolean;
  isPoint: boolean;
}

/** Maximum number of names on a picture. With more annotations, only the one under the pointer shows its name. */
const maxNames = 60;

/** Draws annotations of parts of a picture. Lines keep their width and names their size at every zoom. */
export function AnnotationOverlay(props: { view: View; picture: Size; stage: Size }) {
  const { view, stage } = props;
  const { width, height } = props.picture;
  const groups = useShownGroups();
  const { activeId, setActive } = useActiveAnnotation();
  const outlines = useMemo(() => outlinesOf(groups, { width, height }), [groups, width, height]);
  if (outlines.length === 0) return null;
  const active = outlines.find(({ annotation }) => annotation.id === activeId);
  const named = outlines.length <= maxNames ? outlines : active ? [active] : [];
  const onPointerOver = (event: PointerEvent) => {
    const shape = event.target instanceof Element ? event.target.closest('[data-annotation]') : null;
    setActive(shape?.getAttribute('data-annotation') ?? undefined);
  };
  return (
    <svg
      className={cx(styles.overlay, active && styles.dimmed)}
      width={stage.width}
      height={stage.height}
      aria-hidden
      onPointerOver={onPointerOver}
      onPointerLeave={() => setActive(undefined)}
    >
      <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
        <Outlines outlines={outlines} />
        {active && <OutlineShape outline={active} isActive />}
      </g>
      {placeNames(named, active, view, props.picture, stage).map((place) => (
        <Name key={place.outline.annotation.id} place={place} isActive={place.outline === active} />
      ))}
    </svg>
  );
}

/** Rendered once: while the view moves, only the group around it changes. */
const Outlines = memo(function Outlines({ outlines }: { outlines: readonly Outline[] }) {
  return (
    <g className={styles.resting}>
      {outlines.map((outline) => (
        <OutlineShape key={outline.annotation.id} outline={outline} />
      ))}
    </g>
  );
});

function OutlineShape({ outline, isActive }: { outline: Outline; isActive?: boolean }) {
  const { annotation, hue, path, isClosed, isPoint } = outline;
  const kind = cx(isPoint && styles.point, isClosed && styles.closed);
  return (
    <g data-annotation={annotation.id} className={cx(hueClass(hue), isActive && styles.active)}>
      <path d={path} className={cx(styles.casing, kind)} vectorEffect="non-scaling-stroke" />
      <path d={path} className={cx(styles.line, kind)} vectorEffect="non-scaling-stroke" />
    </g>
  );
}

interface NamePlace {
  outline: Outline;
  text: string;
  x: number;
  y: number;
  width: number;
}

function Name({ place, isActive }: { place: NamePlace; isActive: boolean }) {
  const { outline, text, x, y, width } = place;
  return (
    <g transform={`translate(${x} ${y})`} className={cx(styles.name, hueClass(outline.hue), isActive && styles.active)}>
      <rect width={width} height={labelHeight} rx={3} />
      <text x={6} y={13}>
        {text}
      </text>
    </g>
  );
}

/**
 * Returns the places of the names on the stage. The active one always has a place, the others only where they cover
 * nothing.
 */
function placeNames(outlines: readonly Outline[], active: Outline | undefined, view: View, picture: Size, stage: Size) {
  const ordered = active ? [active, ...outlines.filter((outline) => outline !== active)] : outlines;
  const named = ordered.flatMap((outline) => {
    const { annotation, isPoint } = outline;
    const bounds = annotation.shape && boundsOf(annotation.shape, picture);
    if (!bounds) return [];
    const { confidence } = annotation;
    const label = showInvisible(annotation.label);
    const name = label.length > 32 ? `${label.slice(0, 31)}…` : label;
    const text = outline === active && confidence !== null ? strings.labelWithPercent(name, confidence) : name;
    const x = bounds.x * view.scale + view.x;
    const y = bounds.y * view.scale + view.y;
    return [{ outline, text, x, y, width: Math.min(240, text.length * 6.6 + 12), isPoint }];
  });
  return placeLabels(named, stage, active ? 0 : undefined).map(({ label, x, y }) => ({ ...label, x, y }));
}

function outlinesOf(groups: readonly LabelGroup[], picture: Size): Outline[] {
  const outlines = groups.flatMap(({ hue, annotations }) =>
    annotations.flatMap((annotation): Outline[] => {
      const { shape } = annotation;
      const path = shape && pathOf(shape, picture);
      if (!shape || !path) return [];
      const line = lineOf[shape.kind];
      return [{ annotation, hue, path, isPoint: line === 'dot', isClosed: line === 'closed' }];
    }),
  );
  // Small shapes lie above large ones, so that the pointer can reach each.
  const areaOf = ({ annotation }: Outline) => {
    const bounds = annotation.shape && boundsOf(annotation.shape, picture);
    return bounds ? bounds.width * bounds.height : 0;
  };
  return outlines.toSorted((a, b) => areaOf(b) - areaOf(a));
}
