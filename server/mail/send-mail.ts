import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { Delivery, Mail, Message, MailWay as Way } from '#domain/mail.ts';
import type { Logger } from '../logger.ts';

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. Without it, no mail is sent. */
  smtpUrl?: string | undefined;
  from: string;
  /** Whether mail that is not sent is printed to the log, with its links. Never in production. */
  print: boolean;
  patience?: MailPatience;
}

export interface MailPatience {
  /** Pauses between the attempts. There is one attempt more than pauses. */
  pausesMilliseconds: readonly number[];
  /** Limit for the connection and for the greeting of the mail server. */
  connectMilliseconds: number;
  /** Limit for each response of the mail server. */
  responseMilliseconds: number;
}

/** A mail server with a greylist accepts a message only some minutes after its first attempt. */
export const defaultPatience: MailPatience = {
  pausesMilliseconds: [2_000, 10_000, 60_000, 300_000, 900_000],
  connectMilliseconds: 10_000,
  responseMilliseconds: 60_000,
};

export interface MailSender extends Mail {
  /** Gives up mail that waits for its next attempt, and waits a few seconds for mail that is being sent. */
  close(): Promise<void>;
}

const closeMilliseconds = 5_000;

/** Sends mail over SMTP if it is configured. In development, mail goes to the server's log instead. */
export function sendMail(options: MailOptions, logger: Logger): MailSender {
  const { patience = defaultPatience } = options;
  const deliver = options.smtpUrl ? overSmtp(options.smtpUrl, options.from, patience) : null;
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const way: Way = options.smtpUrl ? 'SMTP' : options.print ? 'LOG' : 'NONE';
  const underWay = new Set<Promise<Delivery>>();

  async function tryToDeliver(message: Message): Promise<Delivery> {
    if (!deliver) {
      print(message);
      return 'NOT_SENT';
    }
    for (let attempt = 0; ; attempt += 1) {
      try {
        await deliver.send(message);
        return 'SENT';
      } catch (error) {
        // The error may quote the message, which can contain a secret. Only its code is logged.
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        const facts = { code, subject: message.subject, ...responseOf(error) };
        const pause = isFinal(error) ? undefined : patience.pausesMilliseconds[attempt];
        if (pause === undefined || closing.signal.aborted) {
          logger.error(facts, 'Mail was not delivered.');
          return 'FAILED';
        }
        if (attempt === 0) logger.warn(facts, 'Mail is not delivered yet. The server retries for up to half an hour.');
        await sleep(pause, undefined, { ref: false, signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) {
          logger.error(facts, 'Mail was not delivered, because the server is stopping.');
          return 'FAILED';
        }
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
      closing.abort();
      await Promise.race([Promise.all(underWay), sleep(closeMilliseconds, undefined, { ref: false })]);
      deliver?.close();
    },
  };
}

/** Returns the response code of the mail server. The rest of the response may quote the message. */
function responseOf(error: unknown): { response?: number } {
  const isAnswer = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number';
  return isAnswer ? { response: error.responseCode as number } : {};
}

/**
 * Returns whether another attempt is useless: the server refuses the message for good, with a code of 500 or more, or
 * it cannot send to such an address.
 */
function isFinal(error: unknown): boolean {
  const { response } = responseOf(error);
  if (response !== undefined) return response >= 500;
  return error instanceof Error && 'code' in error && error.code === 'EENVELOPE';
}

function overSmtp(url: string, from: string, { connectMilliseconds, responseMilliseconds }: MailPatience) {
  // Parameters of the URL win. By default, nodemailer waits two minutes for a connection and ten for a response.
  const limits = {
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    socketTimeout: responseMilliseconds,
  };
  const transport = createTransport({ url, ...limits }, { from });
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
