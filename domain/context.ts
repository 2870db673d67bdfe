import type { Db } from '#database/databases.ts';
import type { AccessLog } from './access-log/access-log.ts';
import type { Attempts } from './attempts.ts';
import type { EventBus } from './events.ts';
import type { Limits } from './limits.ts';
import type { Mail } from './mail.ts';
import type { Policy } from './policy.ts';
import type { RequestOrigin } from './request-origin.ts';
import type { Storage } from './storage.ts';
import type { Viewer } from './viewer.ts';

/** What a rule may need. Each takes the pieces it uses. */
export interface Context {
  /** The rows of the viewer's organizations, behind row-level security. */
  db: Db;
  /** Every row. For finding out who asks, and for nothing that an organization owns. */
  system: Db;
  viewer: Viewer;
  storage: Storage;
  limits: Limits;
  /** What this installation allows. */
  policy: Policy;
  mail: Mail;
  attempts: Attempts;
  accessLog: AccessLog;
  /** The browser's cookies, set and cleared on the answer. */
  cookies: SessionCookies;
  /** What other processes, and this one, announce. */
  events: EventBus;
  /**
   * Recognises again who asks, by the credential the request came with: for what goes on after the answer has begun.
   * Nobody known (`anonymous`) once the credential is no longer good.
   */
  reauthorize(): Promise<Viewer>;
  /** Where the request comes from, for the access log and the limiters. */
  origin: RequestOrigin;
}

export interface SessionCookies {
  setSession(session: { secret: string; expiresAt: Date }): void;
  clearSession(): void;
  /** Keeps the share link that the browser has opened. */
  setShareLink(link: { secret: string; expiresAt: Date }): void;
  clearShareLink(): void;
}
