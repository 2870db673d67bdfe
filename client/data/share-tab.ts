const key = 'vitrine.share';

// Whether the pages of this tab show what a share link shows, even where somebody is signed in. The link itself is in a
// cookie that no script can read; this says only that it counts here.

export function isShareTab(): boolean {
  return sessionStorage.getItem(key) === 'opened';
}

export function enterShare(): void {
  sessionStorage.setItem(key, 'opened');
}

export function leaveShare(): void {
  sessionStorage.removeItem(key);
}
