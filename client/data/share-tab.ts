const key = 'vitrine.share';

// Returns whether this tab shows the content of a share link, even if a user is signed in. The secret of the link is in
// a cookie that scripts cannot read. This flag only tells that the tab uses it.

export function isShareTab(): boolean {
  return sessionStorage.getItem(key) === 'opened';
}

export function enterShare(): void {
  sessionStorage.setItem(key, 'opened');
}

export function leaveShare(): void {
  sessionStorage.removeItem(key);
}
