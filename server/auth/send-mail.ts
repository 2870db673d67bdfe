import { createTransport } from 'nodemailer';
import type { Mail, Message } from '#domain/mail.ts';
import type { Logger } from '../logger.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; without it, mail goes nowhere. */
  smtpUrl?: string | undefined;
  from: string;
  /** Whether mail that goes nowhere is printed to the log, links and all. Never in production. */
  print: boolean;
}

export interface MailWay extends Mail {
  /** Waits for what is under way. */
  close(): Promise<void>;
}

const triesPerMessage = 3;

/** The way out for mail: SMTP by configuration, or the log of a server in development. */
export function sendMail(options: MailOptions, logger: Logger): MailWay {
  const deliver = options.smtpUrl ? overSmtp(options.smtpUrl, options.from) : null;
  const underWay = new Set<Promise<void>>();

  async function tryToDeliver(message: Message) {
    if (!deliver) {
      print(message);
      return;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        await deliver.send(message);
        return;
      } catch (error) {
        // The error may quote the message, and with it a secret: only what kind it is goes to the log.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        if (attempt === triesPerMessage) {
          logger.error({ code, subject: message.subject }, 'Mail was not delivered.');
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 1_000 * 2 ** attempt).unref());
      }
    }
  }

  function print({ to, subject, text }: Message) {
    if (options.print) logger.warn({ to, subject, text }, 'Mail is printed here, because no SMTP_URL is set.');
    else logger.error({ subject }, 'Mail was not sent, because no SMTP_URL is set.');
  }

  return {
    send(message) {
      const delivery = tryToDeliver(message).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    async close() {
      await Promise.all(underWay);
      deliver?.close();
    },
  };
}

function overSmtp(url: string, from: string) {
  const transport = createTransport(url, { from });
  return {
    send: async ({ to, subject, text }: Message) => {
      // An address object is taken as it is: no header or second recipient can hide in it.
      await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}
