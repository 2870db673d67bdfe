import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import {
  clampView,
  fitView,
  isFitted,
  type Point,
  panView,
  type Region,
  regionView,
  type Size,
  type View,
  zoomView,
} from './zoom-maths.ts';

/**
 * Moves a picture on its stage by wheel, pinch, drag and command. The picture fits the stage until the user moves it.
 */
export function usePanZoom(picture: Size | undefined) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [stage, setStage] = useState<Size>();
  const [moved, setMoved] = useState<View>();
  const [isMoving, setMoving] = useState(false);
  const stageRef: RefCallback<HTMLElement> = setElement;

  const { width = 0, height = 0 } = picture ?? {};
  const view =
    stage && width > 0
      ? moved
        ? clampView(moved, { width, height }, stage)
        : fitView({ width, height }, stage)
      : undefined;
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });

  useEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setStage({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);

  /** Several moves may occur between two frames. Each starts where the previous one ended. */
  const change = useCallback(
    (next: (view: View, picture: Size, stage: Size) => View | undefined) => {
      if (!latest.current || !stage) return;
      const changed = next(latest.current, { width, height }, stage);
      latest.current = changed ?? fitView({ width, height }, stage);
      setMoved(changed);
    },
    [width, height, stage],
  );
  const zoomAt = useCallback(
    (factor: number, at: Point) => change((view, picture, stage) => zoomView(view, factor, at, picture, stage)),
    [change],
  );
  const pan = useCallback((by: Point) => change((view, picture, stage) => panView(view, by, picture, stage)), [change]);

  useEffect(() => {
    if (!element) return undefined;
    const pointers = new Map<number, Point>();
    const pointOf = (event: MouseEvent): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      // A pinch on a touchpad arrives as a wheel event with Ctrl, in much smaller steps.
      const speed = event.ctrlKey ? 0.01 : 0.0016;
      zoomAt(Math.exp(-event.deltaY * lines * speed), pointOf(event));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, pointOf(event));
      setMoving(true);
    };
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const after = pointOf(event);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, after);
      if (!other) return pan({ x: after.x - before.x, y: after.y - before.y });
      const middle = { x: (after.x + other.x) / 2, y: (after.y + other.y) / 2 };
      const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
      pan({ x: (after.x - before.x) / 2, y: (after.y - before.y) / 2 });
      zoomAt(apart(after) / apart(before), middle);
    };
    const onUp = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
      setMoving(pointers.size > 0);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
    };
  }, [element, zoomAt, pan]);

  const middle = { x: (stage?.width ?? 0) / 2, y: (stage?.height ?? 0) / 2 };
  return {
    stageRef,
    stage,
    view,
    isMoving,
    isFitted: view !== undefined && stage !== undefined && isFitted(view, { width, height }, stage),
    zoomBy: (factor: number) => zoomAt(factor, middle),
    pan,
    fit: () => setMoved(undefined),
    showActualSize: () => change((view, picture, stage) => zoomView(view, 1 / view.scale, middle, picture, stage)),
    showRegion: useCallback(
      (region: Region) => change((_view, picture, stage) => regionView(region, picture, stage)),
      [change],
    ),
  };
}
