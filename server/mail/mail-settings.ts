import type { Environment } from '../environment.ts';
import type { MailOptions } from './send-mail.ts';

/** Returns the mail settings of the environment. */
export function mailSettings({ SMTP_URL, MAIL_FROM, NODE_ENV }: Environment): MailOptions {
  return { smtpUrl: SMTP_URL, from: MAIL_FROM, print: NODE_ENV !== 'production' };
}
