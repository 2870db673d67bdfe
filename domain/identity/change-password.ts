import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { requirePerson } from './browser-session.ts';
import { revokeSessions } from './end-browser-sessions.ts';
import { logForPerson } from './log-for-person.ts';
import { hashPassword, isPassword, requireGoodPassword } from './password.ts';

/**
 * Changes the viewer's password and ends the viewer's other browser sessions. The caller must give the current
 * password. Tokens stay valid, because they do not depend on the password and are revoked separately.
 */
export async function changePassword(
  {
    system,
    viewer,
    accessLog,
    attempts,
    origin,
  }: Pick<Context, 'system' | 'viewer' | 'accessLog' | 'attempts' | 'origin'>,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const userId = requirePerson(viewer);
  const user = await system.user.findUniqueOrThrow({ where: { id: userId } });
  const who = { account: user.email, address: origin.address };
  await attempts.count('SIGN_IN', who);
  if (!(await isPassword(input.currentPassword, user.passwordHash))) {
    throw new InvalidInput('currentPassword', 'The current password is incorrect.');
  }
  await attempts.forgive('SIGN_IN', who);
  requireGoodPassword(input.newPassword, user.email, 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);
  await system.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeSessions(tx, { userId, ...(viewer.sessionId && { id: { not: viewer.sessionId } }) });
    // Invalidates reset links that were sent earlier, which could replace the new password.
    await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: new Date() } });
    await logForPerson(tx, accessLog, userId, { action: 'PASSWORD_CHANGE' });
  });
}
