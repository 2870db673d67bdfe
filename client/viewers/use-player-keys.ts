import { useEffect, useState } from 'react';
import { type Shortcut, useShortcut } from '../shell/shortcuts.ts';
import * as strings from './strings.ts';

interface PlayerActions {
  toggle: () => void;
  skip: (seconds: number) => void;
  changeRate: (direction: 1 | -1) => void;
  forward: () => void;
  backward: () => void;
  stop: () => void;
  markStart: () => void;
  markEnd: () => void;
  clearRange: () => void;
  toggleLoop: () => void;
  /** Only for films. */
  film?: { step: (frames: number) => void; toggleCaptions: () => void; toggleFullScreen: () => void } | undefined;
}

/** Keys of editing programs: J K L, I O, comma and period. */
export function usePlayerKeys({ film, ...actions }: PlayerActions): void {
  // Binds the keys later than the panel around the player, so that J, K and I belong to the player.
  const isReady = useIsMounted();
  const isFilm = film !== undefined;
  usePlayerKey(isReady, ' ', strings.playOrPause, ({ target }) => {
    // Space still clicks the focused button.
    const button = target instanceof Element ? target.closest<HTMLElement>('button, a, summary') : null;
    if (button) button.click();
    else actions.toggle();
  });
  usePlayerKey(isReady, 'j', strings.backwards, actions.backward);
  usePlayerKey(isReady, 'k', strings.stop, actions.stop);
  usePlayerKey(isReady, 'l', strings.forwards, actions.forward);
  usePlayerKey(isReady && isFilm, ',', strings.backOneFrame, () => film?.step(-1));
  usePlayerKey(isReady && isFilm, '.', strings.forwardOneFrame, () => film?.step(1));
  usePlayerKey(isReady, 'shift+ArrowLeft', strings.back5Seconds, () => actions.skip(-5));
  usePlayerKey(isReady, 'shift+ArrowRight', strings.forward5Seconds, () => actions.skip(5));
  usePlayerKey(isReady, '<', strings.slower, () => actions.changeRate(-1));
  usePlayerKey(isReady, '>', strings.faster, () => actions.changeRate(1));
  usePlayerKey(isReady, 'i', strings.markStart, actions.markStart);
  usePlayerKey(isReady, 'o', strings.markEnd, actions.markEnd);
  usePlayerKey(isReady, 'x', strings.clearRange, actions.clearRange);
  usePlayerKey(isReady, 'r', strings.loopAll, actions.toggleLoop);
  usePlayerKey(isReady && isFilm, 'c', strings.captions, () => film?.toggleCaptions());
  usePlayerKey(isReady && isFilm, 'f', strings.toggleFullScreen, () => film?.toggleFullScreen());
}

function usePlayerKey(isActive: boolean, keys: string, label: string, run: Shortcut['run']): void {
  useShortcut({ keys, label, group: strings.player, run }, isActive);
}

/** Returns whether the component and everything around it are mounted: one frame after its first render. */
function useIsMounted(): boolean {
  const [isMounted, setMounted] = useState(false);
  useEffect(() => {
    const request = requestAnimationFrame(() => setMounted(true));
    return () => cancelAnimationFrame(request);
  }, []);
  return isMounted;
}
