import { Forbidden, NotFound } from '#domain/errors.ts';
import { findBrowserSessions } from '#domain/identity/browser-session.ts';
import { revokeBrowserSession, signOutEverywhere } from '#domain/identity/end-browser-sessions.ts';
import type { Session } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { rowId } from './row-id.ts';

export const BrowserSession = builder.objectRef<Session>('BrowserSession');
builder.node(BrowserSession, {
  description: 'Browser in which a person is signed in. Only this person sees it.',
  id: { resolve: ({ id }) => id },
  loadManyWithoutCache: async (ids, context) => {
    const sessions = new Map((await findBrowserSessions(context)).map((session) => [session.id, session]));
    return ids.map((id) => sessions.get(id) ?? null);
  },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'lastSeenAt' in value,
  authScopes: { authenticated: true },
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the sign-in.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'Time of the last use, to the minute.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time at which the session ends, even if it is in use.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'Network address from which the person signed in. Null if it is not known.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'Header `User-Agent` of the browser. Null if it had none.',
    }),
    current: t.boolean({
      description: 'Whether this request belongs to the session.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.sessionId,
    }),
  }),
});

const RevokeBrowserSessionSuccess = builder.objectRef<{ id: string }>('RevokeBrowserSessionSuccess').implement({
  description: 'Success: the browser is signed out.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    browserSessionId: t.globalID({
      description: 'Global id of the browser session that has ended.',
      resolve: ({ id }) => ({ type: 'BrowserSession', id }),
    }),
  }),
});

builder.mutationField('revokeBrowserSession', (t) =>
  t.fieldWithInput({
    type: RevokeBrowserSessionSuccess,
    authScopes: { authenticated: true },
    description: 'Signs out one browser of the viewer.',
    errors: { types: [Forbidden, NotFound], directResult: true },
    input: {
      browserSessionId: t.input.globalID({
        required: true,
        for: BrowserSession,
        description: 'Global id of the browser session to end.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const id = rowId(input.browserSessionId.id);
      await revokeBrowserSession(context, id);
      return { id };
    },
  }),
);

const SignOutEverywhereSuccess = builder.objectRef<{ count: number }>('SignOutEverywhereSuccess').implement({
  description: 'Success: all browser sessions of the viewer have ended.',
  authScopes: { anyone: true },
  fields: (t) => ({
    browserSessionCount: t.exposeInt('count', {
      description: 'Number of sessions that have ended, this one included.',
    }),
  }),
});

builder.mutationField('signOutEverywhere', (t) =>
  t.field({
    type: SignOutEverywhereSuccess,
    authScopes: { authenticated: true },
    description: 'Ends all browser sessions of the viewer, this one included. Tokens stay valid.',
    errors: { types: [Forbidden], directResult: true },
    resolve: async (_root, _args, context) => {
      const count = await signOutEverywhere(context);
      context.cookies.clearSession();
      return { count };
    },
  }),
);
