import { ChevronLeft, ChevronRight, PanelRight, X } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Spacer } from '../ui/toolbar.tsx';
import styles from './item-header.module.css';
import * as strings from './strings.ts';

interface ItemHeaderProps {
  title: string;
  isWaiting: boolean;
  isInspecting: boolean;
  onToggleInspector: () => void;
  onClose: () => void;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  place: { index: number; total: number } | null;
}

export function ItemHeader({
  title,
  isWaiting,
  isInspecting,
  onToggleInspector,
  onClose,
  onPrevious,
  onNext,
  place,
}: ItemHeaderProps) {
  return (
    <header className={styles.header}>
      <IconButton label={strings.close} keys="Esc" icon={<X size={16} />} onClick={onClose} />
      {isWaiting ? (
        <Skeleton width={180} height={14} className={styles.waiting} />
      ) : (
        <h2 className={styles.title} dir="auto" data-tip={title}>
          {title}
        </h2>
      )}
      <Spacer />
      {place && <output className={styles.place}>{strings.position(place.index + 1, place.total)}</output>}
      <span className={styles.steps}>
        <IconButton
          label={strings.previousItem}
          keys="←"
          icon={<ChevronLeft size={16} />}
          disabled={!onPrevious}
          onClick={() => onPrevious?.()}
        />
        <IconButton
          label={strings.nextItem}
          keys="→"
          icon={<ChevronRight size={16} />}
          disabled={!onNext}
          onClick={() => onNext?.()}
        />
      </span>
      <IconButton
        label={strings.inspector}
        keys="I"
        icon={<PanelRight size={16} />}
        isPressed={isInspecting}
        onClick={onToggleInspector}
      />
    </header>
  );
}
