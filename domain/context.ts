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

/** Everything that a rule may need. Each function takes the parts it uses. */
export interface Context {
  /** The rows of the viewer's organizations, behind row-level security. */
  db: Db;
  /** All rows. Only for authentication, never for rows that an organization owns. */
  system: Db;
  viewer: Viewer;
  storage: Storage;
  limits: Limits;
  /** The settings of this installation. */
  installation: Installation;
  mail: Mail;
  attempts: Attempts;
  accessLog: AccessLog;
  /** The browser's cookies, set and cleared on the response. */
  cookies: SessionCookies;
  /** Announcements of all processes, including this one. */
  events: EventBus;
  /**
   * Authenticates the credential of the request again, for work that continues after the response has begun. Returns
   * `anonymous` if the credential is no longer valid.
   */
  reauthorize(): Promise<Viewer>;
  /** The source of the request, for the access log and the rate limits. */
  origin: RequestOrigin;
}

export interface SessionCookies {
  setSession(session: { secret: string; expiresAt: Date }): void;
  clearSession(): void;
  /** Keeps the share link that the browser has opened. */
  setShareLink(link: { secret: string; expiresAt: Date }): void;
  clearShareLink(): void;
}
