import type { User } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { openBrowserSession } from './browser-session.ts';
import { mayComeIn } from './demo.ts';
import { accountAddress, findAccount } from './find-account.ts';
import { logForPerson } from './log-for-person.ts';
import { isPassword } from './password.ts';

/**
 * Signs a person in by e-mail address and password. Returns the secret of the new browser session.
 *
 * A wrong password and an unknown address give the same error after the same time. So do an account without a password
 * and an account that may not sign in. The error after too many attempts is also the same for every address.
 */
export async function signIn(
  context: Pick<Context, 'system' | 'origin' | 'installation' | 'attempts' | 'accessLog'>,
  input: { email: string; password: string },
) {
  const address = accountAddress(input.email);
  const who = { account: address.normal, address: context.origin.address };
  await context.attempts.count('SIGN_IN', who);
  const user = await findAccount(context.system, address);
  const passwordHash = user && mayComeIn(context.installation, user.email) ? user.passwordHash : null;
  if (!(await isPassword(input.password, passwordHash)) || !user) {
    throw new InvalidInput('password', 'Incorrect email address or password. Check both, or reset your password.');
  }
  await context.attempts.forgive('SIGN_IN', who);
  return { user, session: await beginSession(context, user, { by: 'password' }) };
}

/** Creates a browser session for an authenticated person, and records the sign-in in the access log. */
export async function beginSession(
  context: Pick<Context, 'system' | 'origin' | 'accessLog'>,
  user: Pick<User, 'id'>,
  detail: { by: 'password' | 'identity provider' | 'invitation' },
) {
  return context.system.$transaction(async (tx) => {
    const session = await openBrowserSession(tx, context, user.id);
    await logForPerson(tx, context.accessLog, user.id, { action: 'SIGN_IN', detail });
    return session;
  });
}
