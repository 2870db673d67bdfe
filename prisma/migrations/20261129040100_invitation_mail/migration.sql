-- How far the mail of an invitation is, so that a mail that was not delivered is seen and sent again.
CREATE TYPE "MailState" AS ENUM ('SENDING', 'SENT', 'FAILED', 'NOT_SENT');
ALTER TABLE invitation ADD COLUMN mail_state "MailState" NOT NULL DEFAULT 'SENT';
ALTER TABLE invitation ALTER COLUMN mail_state SET DEFAULT 'SENDING';
