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
  // Binds the keys one render later than the panel around the player, so that J, K and I belong to the player.
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const usePlayerKey = (keys: string, label: string, run: Shortcut['run'], isActive = true) =>
    useShortcut({ keys, label, group: strings.player, run }, isReady && isActive);
  const isFilm = film !== undefined;
  usePlayerKey(' ', strings.playOrPause, ({ target }) => {
    // Space still clicks the focused button.
    const button = target instanceof Element ? target.closest<HTMLElement>('button, a, summary') : null;
    if (button) button.click();
    else actions.toggle();
  });
  usePlayerKey('j', strings.backwards, actions.backward);
  usePlayerKey('k', strings.stop, actions.stop);
  usePlayerKey('l', strings.forwards, actions.forward);
  usePlayerKey(',', strings.backOneFrame, () => film?.step(-1), isFilm);
  usePlayerKey('.', strings.forwardOneFrame, () => film?.step(1), isFilm);
  usePlayerKey('shift+ArrowLeft', strings.back5Seconds, () => actions.skip(-5));
  usePlayerKey('shift+ArrowRight', strings.forward5Seconds, () => actions.skip(5));
  usePlayerKey('<', strings.slower, () => actions.changeRate(-1));
  usePlayerKey('>', strings.faster, () => actions.changeRate(1));
  usePlayerKey('i', strings.markStart, actions.markStart);
  usePlayerKey('o', strings.markEnd, actions.markEnd);
  usePlayerKey('x', strings.clearRange, actions.clearRange);
  usePlayerKey('r', strings.loopAll, actions.toggleLoop);
  usePlayerKey('c', strings.captions, () => film?.toggleCaptions(), isFilm);
  usePlayerKey('f', strings.toggleFullScreen, () => film?.toggleFullScreen(), isFilm);
}
