import type { Context } from '#domain/context.ts';

const signedIn = new WeakMap<Context, string>();

/** Remembers for the rest of a request that it has signed this person in: its viewer was nobody when it began. */
export function rememberSignedIn(context: Context, { id }: { id: string }) {
  signedIn.set(context, id);
}

/** Whether the request has signed this person in. */
export function hasJustSignedIn(context: Context, userId: string): boolean {
  return signedIn.get(context) === userId;
}
