import type { Site } from '../site.ts';

/**
 * Content security policy of every page of the viewer: only its own scripts and styles, and media only from the object
 * store.
 */
export function viewerPolicy(objectStoreOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src 'self' blob: ${objectStoreOrigin}`,
    `media-src 'self' blob: ${objectStoreOrigin}`,
    `connect-src 'self' ${objectStoreOrigin}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Returns the header `strict-transport-security` of this server, or null.
 *
 * A browser applies it to all ports of the host. By default, it is sent only if no other server uses the host, which
 * means that `PUBLIC_URL` has neither a path nor a port. Subdomains are never included by default.
 */
export function strictTransportSecurity({ origin, secure, basePath }: Site, setting?: string): string | null {
  if (!secure || setting === 'off') return null;
  if (setting !== undefined) return setting;
  return basePath === '' && new URL(origin).port === '' ? 'max-age=31536000' : null;
}

/** Headers of every response. */
export function securityHeaders(transportSecurity: string | null): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(transportSecurity !== null && { 'strict-transport-security': transportSecurity }),
  };
}
