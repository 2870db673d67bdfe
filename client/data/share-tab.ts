const key = 'vitrine.share';

// Whether this tab shows the content of a share link, even if a user is signed in. The link itself is in a cookie that
// scripts cannot read. This flag only says that it applies here.

export function isShareTab(): boolean {
  return sessionStorage.getItem(key) === 'opened';
}

export function enterShare(): void {
  sessionStorage.setItem(key, 'opened');
}

export function leaveShare(): void {
  sessionStorage.removeItem(key);
}
