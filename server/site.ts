import type { Environment } from './environment.ts';

/** Address under which browsers reach the server. */
export interface Site {
  /** Origin in the browser's address bar, such as `https://vitrine.example`. */
  origin: string;
  /** Whether the origin uses https. */
  secure: boolean;
  /** Base path of the server, such as `/vitrine`. Empty if the server is at the root of its host. */
  basePath: string;
}

/** Returns the site of PUBLIC_URL, else that of localhost with PORT. */
export function siteOf({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): Site {
  const { origin, protocol, pathname } = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`);
  return { origin, secure: protocol === 'https:', basePath: pathname.replace(/\/$/, '') };
}

/** Returns the address that users open, such as `https://host/vitrine`. It has no slash at its end. */
export function publicUrl({ origin, basePath }: Site): string {
  return origin + basePath;
}
