import type { Context } from '#domain/context.ts';

const signedIn = new WeakMap<Context, string>();

/** Records that this request has signed the person in. Its viewer was anonymous when it began. */
export function rememberSignedIn(context: Context, { id }: { id: string }) {
  signedIn.set(context, id);
}

/** Returns whether this request has signed the person in. */
export function hasJustSignedIn(context: Context, userId: string): boolean {
  return signedIn.get(context) === userId;
}
