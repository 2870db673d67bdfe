import type { Db } from '#database/databases.ts';
import type { AccessLog } from './access-log/access-log.ts';
import type { Attempts } from './attempts.ts';
import type { EventBus } from './events/event-bus.ts';
import type { Installation } from './installation.ts';
import type { Limits } from './limits.ts';
import type { Mail } from './mail.ts';
import type { RequestOrigin } from './request-origin.ts';
import type { Storage } from './storage.ts';
import type { Viewer } from './viewer.ts';

/** Services and request data for the functions of the domain. Each function takes only the members that it uses. */
export interface Context {
  /** Database access that sees only rows of the viewer's organizations, by row-level security. */
  db: Db;
  /** Database access that sees all rows. Only for authentication, never for rows that belong to an organization. */
  system: Db;
  viewer: Viewer;
  storage: Storage;
  limits: Limits;
  /** Settings of this installation. */
  installation: Installation;
  mail: Mail;
  attempts: Attempts;
  accessLog: AccessLog;
  /** Cookies of the browser. The response sets and clears them. */
  cookies: SessionCookies;
  /** Announcements of changed rows, from all processes including this one. */
  events: EventBus;
  /**
   * Authenticates the credential of the request again, for work that continues after the response has begun. Returns an
   * anonymous viewer if the credential is no longer valid.
   */
  reauthorize(): Promise<Viewer>;
  /** Request id and network address of the request, for the access log and the rate limits. */
  origin: RequestOrigin;
}

export interface SessionCookies {
  setSession(session: { secret: string; expiresAt: Date }): void;
  clearSession(): void;
  /** Stores the secret of an opened share link in a cookie. */
  setShareLink(link: { secret: string; expiresAt: Date }): void;
  clearShareLink(): void;
}
