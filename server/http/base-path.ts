import type { Environment } from '../environment.ts';
import type { Site } from './site.ts';

/** Returns where browsers reach the server: at PUBLIC_URL, else at a port of this machine. */
export function siteOf({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): Site {
  const { origin, protocol, pathname } = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`);
  return { origin, secure: protocol === 'https:', basePath: pathname.replace(/\/$/, '') };
}

/** Returns the address that users open, such as `https://host/vitrine`. It has no slash at its end. */
export function publicUrl({ origin, basePath }: Site): string {
  return origin + basePath;
}

/**
 * Returns the URL of a request as if the server were at the root of its host. A proxy may pass the base path on or
 * remove it: both work.
 */
export function withoutBasePath(url: string, basePath: string): string {
  if (!basePath || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
