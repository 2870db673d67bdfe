import type { Context } from '#domain/context.ts';

const signedIn = new WeakMap<Context, string>();

/** Records that this request has signed in a person. The viewer of the request stays anonymous. */
export function rememberSignedIn(context: Context, { id }: { id: string }) {
  signedIn.set(context, id);
}

/** Returns whether this request has signed in the person with this id. */
export function hasJustSignedIn(context: Context, userId: string): boolean {
  return signedIn.get(context) === userId;
}
