import { z } from 'zod';
import { sender } from './values.ts';

/** Secrets for sending mail. */
export const mailSecrets = {
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, {
      error:
        'must be a URL that begins with smtp:// or smtps:// and names a host. Write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25 in its user and password',
    })
    .refine((value) => !/[?&](logger|debug|transactionLog)=/i.test(value), {
      error: 'must not ask for logger or debug, which would print passwords and mails',
    })
    .optional(),
};

/** Variables for sending mail. */
export const mailVariables = { MAIL_FROM: sender.default('Vitrine <vitrine@localhost>') };

function isSmtpUrl(value: string) {
  const url = URL.parse(value);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || url.hash !== '') return false;
  return !/@/.test(url.pathname + url.search) && !/%(?![0-9a-f]{2})/i.test(url.username + url.password);
}
