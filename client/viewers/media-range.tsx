import { Repeat } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Menu } from '../ui/menu.tsx';
import * as strings from './strings.ts';
import type { MarkedRange } from './use-loop.ts';

export interface RangeActions {
  range: MarkedRange;
  isLooping: boolean;
  onLoop: () => void;
  onMarkStart: () => void;
  onMarkEnd: () => void;
  onClear: () => void;
}

/** Menu that marks a range of a medium and repeats it. */
export function MediaRange({ range, isLooping, onLoop, onMarkStart, onMarkEnd, onClear }: RangeActions) {
  const note = (seconds: number | undefined) => (seconds === undefined ? undefined : formatDuration(seconds, 2));
  const isMarked = range.start !== undefined || range.end !== undefined;
  return (
    <Menu
      label={strings.range}
      align="end"
      sections={[
        {
          items: [
            {
              id: 'loop',
              label: isMarked ? strings.loopRange : strings.loopAll,
              keys: 'R',
              isChecked: isLooping,
              onSelect: onLoop,
            },
          ],
        },
        {
          items: [
            { id: 'start', label: strings.markStart, note: note(range.start), keys: 'I', onSelect: onMarkStart },
            { id: 'end', label: strings.markEnd, note: note(range.end), keys: 'O', onSelect: onMarkEnd },
            ...(isMarked ? [{ id: 'clear', label: strings.clearRange, keys: 'X', onSelect: onClear }] : []),
          ],
        },
      ]}
      renderTrigger={(trigger) => (
        <IconButton
          {...trigger}
          label={isLooping ? strings.rangeLooping : strings.range}
          isPressed={isLooping}
          icon={<Repeat size={15} />}
        />
      )}
    />
  );
}
