interface PhoneMedium extends HTMLMediaElement {
  webkitEnterFullscreen?: () => void;
}

/** Fills the screen with a player, or ends that. iPhones only let the film itself fill the screen. */
export function toggleFullScreen(player: HTMLElement | null, medium: PhoneMedium | null): void {
  if (document.fullscreenElement) {
    document.exitFullscreen().catch(() => {});
  } else if (player && 'requestFullscreen' in player) {
    // A browser may refuse. Then the page stays unchanged, which the user can see.
    player.requestFullscreen().catch(() => {});
  } else {
    medium?.webkitEnterFullscreen?.();
  }
}
