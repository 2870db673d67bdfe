import type { Environment } from './environment.ts';

/** The address at which browsers reach the server. */
export interface Site {
  /** The origin in the browser's address, such as `https://vitrine.example`. */
  origin: string;
  /** Whether the origin uses https. */
  secure: boolean;
  /** The path under which the server is reached, such as `/vitrine`. Empty for the root of its host. */
  basePath: string;
}

/** Returns where browsers reach the server: at PUBLIC_URL, else at a port of this machine. */
export function siteOf({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): Site {
  const { origin, protocol, pathname } = new URL(PUBLIC_URL ?? `http://localhost:${PORT}`);
  return { origin, secure: protocol === 'https:', basePath: pathname.replace(/\/$/, '') };
}

/** Returns the address that users open, such as `https://host/vitrine`. It has no slash at its end. */
export function publicUrl({ origin, basePath }: Site): string {
  return origin + basePath;
}
