import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { openBrowserSession } from './browser-session.ts';
import { isPassword } from './password.ts';

/**
 * Signs a person in by e-mail address and password, and answers the secret of the new browser session.
 *
 * A wrong password, an unknown address and an account without a password answer alike, after the same work.
 */
export async function signIn(context: Pick<Context, 'system' | 'origin'>, input: { email: string; password: string }) {
  const user = await context.system.user.findUnique({
    where: { email: input.email.trim().toLowerCase() },
    include: { memberships: true },
  });
  if (!(await isPassword(input.password, user?.passwordHash ?? null)) || !user) {
    throw new InvalidInput('password', 'The e-mail address or the password is not right.');
  }
  return { user, session: await openBrowserSession(context, user) };
}
