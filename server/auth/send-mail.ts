import { createTransport } from 'nodemailer';
import type { Delivery, Mail, Message, MailWay as Way } from '#domain/mail.ts';
import type { Logger } from '../logger.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. Without it, no mail is sent. */
  smtpUrl?: string | undefined;
  from: string;
  /** Whether mail that is not sent is printed to the log, with its links. Never in production. */
  print: boolean;
}

export interface MailSender extends Mail {
  /** Waits for mail that is being sent. */
  close(): Promise<void>;
}

const triesPerMessage = 3;

/** Sends mail over SMTP if it is configured. In development, mail goes to the server's log instead. */
export function sendMail(options: MailOptions, logger: Logger): MailSender {
  const deliver = options.smtpUrl ? overSmtp(options.smtpUrl, options.from) : null;
  const way: Way = options.smtpUrl ? 'SMTP' : options.print ? 'LOG' : 'NONE';
  const underWay = new Set<Promise<Delivery>>();

  async function tryToDeliver(message: Message): Promise<Delivery> {
    if (!deliver) {
      print(message);
      return 'NOT_SENT';
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        await deliver.send(message);
        return 'SENT';
      } catch (error) {
        // The error may quote the message, which can contain a secret. Only its code is logged.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        if (attempt === triesPerMessage || isFinal(error)) {
          logger.error({ code, subject: message.subject, ...responseOf(error) }, 'Mail was not delivered.');
          return 'FAILED';
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
    way,
    send(message) {
      const delivery = tryToDeliver(message).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
      return delivery;
    },
    async close() {
      await Promise.all(underWay);
      deliver?.close();
    },
  };
}

/** Returns the response code of the mail server. The rest of the response may quote the message. */
function responseOf(error: unknown): { response?: number } {
  const isAnswer = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number';
  return isAnswer ? { response: error.responseCode as number } : {};
}

/** Returns whether the code is 500 or more: the server refuses the message, the address or the login for good. */
function isFinal(error: unknown): boolean {
  return (responseOf(error).response ?? 0) >= 500;
}

function overSmtp(url: string, from: string) {
  const transport = createTransport(url, { from });
  return {
    send: async ({ to, subject, text }: Message) => {
      // An address object is not parsed, so it cannot contain a header or a second recipient.
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
