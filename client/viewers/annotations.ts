import { createContext, use, useEffect, useMemo, useRef } from 'react';
import type { AnnotationSource } from '../gql/graphql.ts';
import type { AnnotationShape } from './annotation-shape.ts';

export interface ViewedAnnotation {
  id: string;
  label: string;
  confidence: number | null;
  note: string | null;
  source: AnnotationSource;
  /** Null if the geometry is not valid. */
  shape: AnnotationShape | null;
}

export interface LabelGroup {
  label: string;
  /** Number of its hue and its dash pattern, from 1 to 8. */
  hue: number;
  annotations: readonly ViewedAnnotation[];
}

/** Annotations of an item and which labels are shown. Shared by the stage, which draws them, and the inspector. */
export interface AnnotationsView {
  groups: readonly LabelGroup[];
  hidden: ReadonlySet<string>;
  toggle: (label: string) => void;
}

/** Annotation under the pointer or the focus. Separate from the rest because it changes often. */
export interface ActiveAnnotation {
  activeId: string | undefined;
  setActive: (id: string | undefined) => void;
  /** Annotation that the user chose last. A new object each time, so that choosing it again has an effect. */
  chosen: { annotation: ViewedAnnotation } | undefined;
  choose: (annotation: ViewedAnnotation) => void;
}

const ignore = () => {};
const noLabels: ReadonlySet<string> = new Set();

export const AnnotationsContext = createContext<AnnotationsView>({ groups: [], hidden: noLabels, toggle: ignore });
export const ActiveAnnotationContext = createContext<ActiveAnnotation>({
  activeId: undefined,
  setActive: ignore,
  chosen: undefined,
  choose: ignore,
});

export const useAnnotations = (): AnnotationsView => use(AnnotationsContext);
export const useActiveAnnotation = (): ActiveAnnotation => use(ActiveAnnotationContext);

/** Returns the groups with visible labels. */
export function useShownGroups(): readonly LabelGroup[] {
  const { groups, hidden } = useAnnotations();
  return useMemo(() => groups.filter((group) => !hidden.has(group.label)), [groups, hidden]);
}

/** Calls `show` when the user chooses an annotation in the inspector or on the stage. */
export function useChosenShape(show: (shape: AnnotationShape) => void): void {
  const { chosen } = useActiveAnnotation();
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (chosen?.annotation.shape) latest.current(chosen.annotation.shape);
  }, [chosen]);
}

/** Groups annotations by label, in the order in which the labels first occur. */
export function groupByLabel(annotations: readonly ViewedAnnotation[]): LabelGroup[] {
  const groups = new Map<string, ViewedAnnotation[]>();
  for (const annotation of annotations) {
    const group = groups.get(annotation.label) ?? [];
    group.push(annotation);
    groups.set(annotation.label, group);
  }
  return [...groups].map(([label, members], index) => ({ label, hue: (index % 8) + 1, annotations: members }));
}
