import type { Context } from '../context.ts';
import { InvalidInput, MailUnavailable } from '../errors.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import { resetLink } from './create-reset-link.ts';
import { mayComeIn } from './demo.ts';
import { revokeSessions } from './end-browser-sessions.ts';
import { accountAddress } from './find-account.ts';
import { logForPerson } from './log-for-person.ts';
import { hashPassword, requireGoodPassword } from './password.ts';

const resetMinutes = 30;

/**
 * Sends a link with which the person replaces a forgotten password. Result and time are the same whether or not the
 * account exists. An account that signs in only by an identity provider gets no link. Throws `MailUnavailable` for
 * every address if the server cannot send mail.
 */
export async function requestPasswordReset(
  {
    system,
    origin,
    installation,
    attempts,
    mail,
  }: Pick<Context, 'system' | 'origin' | 'installation' | 'attempts' | 'mail'>,
  input: { email: string },
): Promise<void> {
  if (mail.way === 'NONE') throw new MailUnavailable('vitrine user reset-password --email <address>');
  const { normal, asWritten } = accountAddress(input.email);
  await attempts.count('PASSWORD_RESET', { account: normal, address: origin.address });
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + resetMinutes * 60_000);
  const [known] = await system.$queryRaw<{ email: string }[]>`
    INSERT INTO password_reset (id, user_id, secret_hash, expires_at)
    SELECT ${newId()}::uuid, id, ${hashSecret(secret)}, ${expiresAt}::timestamptz
    FROM (SELECT * FROM "user" WHERE email IN (${normal}, ${asWritten}) ORDER BY email = ${asWritten} DESC LIMIT 1) account
    WHERE password_hash IS NOT NULL AND ${mayComeIn(installation, normal)}
    RETURNING (SELECT email FROM "user" WHERE id = user_id)`;
  if (!known) return;
  // The response must not wait for the mail. Otherwise its time would show that the account exists.
  void mail.send({
    to: known.email,
    subject: 'Reset your Vitrine password',
    text: [
      'A new password was requested for your account.',
      `Set it within ${resetMinutes} minutes at:`,
      resetLink(installation.publicUrl, secret),
      'If you did not request it, ignore this email. Your password has not changed.',
    ].join('\n\n'),
  });
}

/** Sets a new password with the secret of a reset link. A link works once. Ends all browser sessions of the account. */
export async function completePasswordReset(
  { system, origin, attempts, accessLog }: Pick<Context, 'system' | 'origin' | 'attempts' | 'accessLog'>,
  input: { secret: string; newPassword: string },
): Promise<void> {
  await attempts.count('PASSWORD_RESET', { account: null, address: origin.address });
  const secretHash = hashSecret(input.secret);
  const now = new Date();
  const good = { secretHash, usedAt: null, expiresAt: { gt: now } };
  const reset = await system.passwordReset.findFirst({ where: good, include: { user: true } });
  if (!reset) throw new InvalidInput('secret', 'This link was already used or has expired. Request a new one.');
  requireGoodPassword(input.newPassword, reset.user.email, 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);
  await system.$transaction(async (tx) => {
    const { count } = await tx.passwordReset.updateMany({ where: good, data: { usedAt: now } });
    if (count === 0) throw new InvalidInput('secret', 'This link was already used or has expired. Request a new one.');
    const { userId } = reset;
    await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeSessions(tx, { userId });
    await logForPerson(tx, accessLog, userId, { action: 'PASSWORD_CHANGE', detail: { by: 'reset link' } });
  });
}
