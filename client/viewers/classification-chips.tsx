import { cx } from '../ui/cx.ts';
import { formatPercent } from '../ui/format.ts';
import { useShownGroups } from './annotations.ts';
import styles from './classification-chips.module.css';
import { hueClass } from './hue-class.ts';
import * as strings from './strings.ts';

/** Labels that apply to the whole item. */
export function ClassificationChips({ className }: { className?: string }) {
  const groups = useShownGroups().filter((group) => group.annotations.some(isClassification));
  if (groups.length === 0) return null;
  return (
    <ul className={cx(styles.chips, className)} aria-label={strings.classifications}>
      {groups.map(({ label, hue, annotations }) => {
        const confidence = annotations.find(isClassification)?.confidence;
        return (
          <li key={label} className={cx(styles.chip, hueClass(hue))}>
            <span>{label}</span>
            {typeof confidence === 'number' && <data value={confidence}>{formatPercent(confidence)}</data>}
          </li>
        );
      })}
    </ul>
  );
}

function isClassification({ shape }: { shape: { kind: string } | null }): boolean {
  return shape?.kind === 'CLASSIFICATION';
}
