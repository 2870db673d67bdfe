import { useState } from 'react';
import { SignedImage } from '../data/signed-image.tsx';
import { formatDuration } from '../ui/format.ts';
import { cueAt } from './storyboard.ts';
import styles from './timeline-preview.module.css';
import { type StoryboardFiles, useStoryboard } from './use-storyboard.ts';

interface TimelinePreviewProps {
  storyboard: StoryboardFiles | undefined;
  /** Time under the pointer or the finger, or of the focused playhead. Undefined if nothing points at the timeline. */
  seconds: number | undefined;
  duration: number;
}

/** Time under the pointer and the picture of the film there, over the timeline. */
export function TimelinePreview({ storyboard, seconds, duration }: TimelinePreviewProps) {
  const isShown = seconds !== undefined && duration > 0;
  const [wasShown, setWasShown] = useState(isShown);
  if (isShown && !wasShown) setWasShown(true);
  const cues = useStoryboard(storyboard, wasShown);
  if (!wasShown) return null;
  const cue = cues && seconds !== undefined ? cueAt(cues, seconds) : undefined;
  return (
    <span
      className={styles.preview}
      hidden={!isShown}
      style={{
        left: `${(100 * (seconds ?? 0)) / (duration || 1)}%`,
        translate: `${-100 * ((seconds ?? 0) / (duration || 1))}%`,
      }}
      aria-hidden
    >
      {storyboard && cue && (
        <span className={styles.picture} style={{ width: cue.width, height: cue.height }}>
          {/* One picture for all parts, which stays loaded. */}
          <span className={styles.sheet} style={{ left: -cue.x, top: -cue.y }}>
            <SignedImage asset={storyboard.sheet} alt="" />
          </span>
        </span>
      )}
      <span className={styles.time}>{formatDuration(seconds ?? 0, duration < 60 ? 1 : 0)}</span>
    </span>
  );
}
