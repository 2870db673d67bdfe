import { useMemo } from 'react';
import { cx } from '../ui/cx.ts';
import { useShownGroups } from './annotations.ts';
import { hueClass } from './hue-class.ts';
import styles from './text-lines.module.css';
import type { TextMark } from './text-marks.ts';

/** Returns the annotated parts of the text whose labels are shown. */
export function useTextMarks(): readonly TextMark[] {
  const groups = useShownGroups();
  return useMemo(
    () =>
      groups.flatMap(({ label, hue, annotations }) =>
        annotations.flatMap(({ id, shape }) =>
          shape?.kind === 'TEXT_SPAN'
            ? [
                {
                  id,
                  start: shape.start,
                  end: shape.end,
                  label,
                  annotation: id,
                  className: cx(styles.mark, hueClass(hue)),
                },
              ]
            : [],
        ),
      ),
    [groups],
  );
}
