import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { authenticateSubject } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createLogger } from '../logger.ts';
import { type JwtIssuerOptions, trustJwtIssuer } from './jwt-issuer.ts';

const lab = worldOfFile();
const issuer = 'https://issuer.example';
const audience = 'https://vitrine.example';
const logger = createLogger('silent');

type Pair = Awaited<ReturnType<typeof generateKeyPair>> & { kid: string };
async function newKey(kid: string): Promise<Pair> {
  return { ...(await generateKeyPair('ES256', { extractable: true })), kid };
}

let published: Pair[] = [];
let fetches = 0;
let down = false;
const keyServer = createServer((_request, response) => {
  fetches += 1;
  if (down) response.writeHead(503).end();
  else void answerKeys(response);
});

async function answerKeys(response: ServerResponse) {
  const keys = await Promise.all(
    published.map(async ({ publicKey, kid }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' })),
  );
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
}

let key: Pair;
beforeAll(async () => {
  keyServer.listen(0, '127.0.0.1');
  await once(keyServer, 'listening');
});
afterAll(() => void keyServer.close());
beforeEach(async () => {
  key = await newKey('first');
  published = [key];
  fetches = 0;
  down = false;
});

function trust(options: Partial<JwtIssuerOptions> = {}, log = logger) {
  const { port } = keyServer.address() as AddressInfo;
  return trustJwtIssuer(
    {
      issuer,
      audience,
      jwksUrl: new URL(`http://127.0.0.1:${port}/keys`),
      algorithms: ['RS256', 'ES256'],
      type: 'at+jwt',
      maxAgeSeconds: 3_600,
      ...options,
    },
    log,
  );
}

const now = () => Math.floor(Date.now() / 1_000);
function claims(changes: JWTPayload = {}): JWTPayload {
  return { iss: issuer, aud: audience, sub: 'pipeline', iat: now(), exp: now() + 300, ...changes };
}

function sign(payload: JWTPayload, { privateKey, kid } = key, header: object = {}) {
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt', ...header }).sign(privateKey);
}

test('a good token speaks of its subject', async () => {
  const token = await sign(
    claims({ scope: 'openid vitrine:read vitrine:publish', email: 'A@B.example', email_verified: true }),
  );
  expect(await trust().verify(token)).toEqual({
    issuer,
    subject: 'pipeline',
    verifiedEmail: 'a@b.example',
    emailFault: null,
    scopes: ['READ', 'PUBLISH'],
  });
  expect(await trust().verify(await sign(claims({ email: 'a@b.example' })))).toMatchObject({
    verifiedEmail: null,
    emailFault: 'CLAIM_MISSING',
    scopes: ['READ'],
  });
  const textual = await sign(claims({ email: 'a@b.example', email_verified: 'true' }));
  expect(await trust().verify(textual)).toMatchObject({ verifiedEmail: 'a@b.example' });
  const silent = await sign(claims({ email: 'a@b.example' }));
  expect(await trust({ trustsEmail: true }).verify(silent)).toMatchObject({ verifiedEmail: 'a@b.example' });
  const unverified = await sign(claims({ email: 'a@b.example', email_verified: 'false' }));
  expect(await trust({ trustsEmail: true }).verify(unverified)).toMatchObject({
    verifiedEmail: null,
    emailFault: 'NOT_VERIFIED',
  });
});

test('forged, foreign, early, late and mistaken tokens are refused', async () => {
  const trusted = trust();
  const stranger = await newKey('first');
  const unknown = await newKey('elsewhere');
  const spki = new TextEncoder().encode(await exportSPKI(key.publicKey));
  const publicJwk = await exportJWK(stranger.publicKey);
  const attacks: Record<string, string> = {
    'alg none': new UnsecuredJWT(claims()).encode(),
    'alg none with a typ': [
      Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url'),
      Buffer.from(JSON.stringify(claims())).toString('base64url'),
      '',
    ].join('.'),
    'the public key as a shared secret': await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'first', typ: 'at+jwt' })
      .sign(spki),
    'another key under the same id': await sign(claims(), stranger),
    'an unknown key': await sign(claims(), unknown),
    'a key brought along': await sign(claims(), stranger, { jwk: publicJwk, kid: undefined }),
    'a key brought along under a known id': await sign(claims(), stranger, { jwk: publicJwk }),
    'a key set brought along': await sign(claims(), stranger, { jku: 'https://evil.example/keys' }),
    'another audience': await sign(claims({ aud: 'https://elsewhere.example' })),
    'no audience': await sign(claims({ aud: undefined })),
    'another issuer': await sign(claims({ iss: 'https://evil.example' })),
    'no issuer': await sign(claims({ iss: undefined })),
    'no expiry': await sign(claims({ exp: undefined })),
    'a past expiry': await sign(claims({ exp: now() - 60 })),
    'not yet': await sign(claims({ nbf: now() + 600 })),
    'no time of issue': await sign(claims({ iat: undefined })),
    'too old, though it has not expired': await sign(claims({ iat: now() - 7_200, exp: now() + 7_200 })),
    'issued in the future': await sign(claims({ iat: now() + 600, exp: now() + 900 })),
    'no subject': await sign(claims({ sub: undefined })),
    'an ID token': await sign(claims({ nonce: 'n' }), key, { typ: 'JWT' }),
    'no type': await sign(claims(), key, { typ: undefined }),
    'a critical header nobody knows': await sign(claims(), key, { crit: ['exotic'], exotic: true }).catch(
      () => 'a.b.c',
    ),
    'a signature that was cut': (await sign(claims())).slice(0, -4),
    'a payload that was changed': (await sign(claims())).replace(
      /\.[^.]+\./,
      `.${Buffer.from(JSON.stringify(claims({ sub: 'admin' }))).toString('base64url')}.`,
    ),
    'no token at all': 'not.a.token',
    'empty parts': '..',
  };
  for (const [name, token] of Object.entries(attacks)) {
    expect([name, await trusted.verify(token)]).toEqual([name, null]);
  }
  expect(await trusted.verify(await sign(claims()))).not.toBeNull();
});

test('an ID token passes only where any type is taken, and then still not for another audience', async () => {
  const idToken = await sign(claims({ aud: 'some-client' }), key, { typ: 'JWT' });
  expect(await trust({ type: null }).verify(idToken)).toBeNull();
  expect(await trust({ type: null }).verify(await sign(claims(), key, { typ: 'JWT' }))).not.toBeNull();
});

test('a new key is noticed, and an old one forgotten', async () => {
  const trusted = trust({ cooldownSeconds: 0 });
  expect(await trusted.verify(await sign(claims()))).not.toBeNull();
  const next = await newKey('second');
  published = [next];
  expect(await trusted.verify(await sign(claims(), next))).not.toBeNull();
  expect(await trusted.verify(await sign(claims()))).toBeNull();
});

test('invented key ids do not become requests to the issuer', async () => {
  const trusted = trust();
  await trusted.verify(await sign(claims()));
  const { privateKey } = await newKey('x');
  for (let index = 0; index < 50; index += 1) {
    const token = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'ES256', kid: `invented-${index}`, typ: 'at+jwt' })
      .sign(privateKey);
    expect(await trusted.verify(token)).toBeNull();
  }
  expect(fetches).toBe(1);
});

test('known keys stay good while the issuer is down; without any, tokens are refused, not errors', async () => {
  const trusted = trust({ refreshSeconds: 0, cooldownSeconds: 0 });
  const token = await sign(claims());
  expect(await trusted.verify(token)).not.toBeNull();
  down = true;
  for (let index = 0; index < 3; index += 1) expect(await trusted.verify(token)).not.toBeNull();
  expect(await trusted.verify(await sign(claims(), await newKey('new')))).toBeNull();
  expect(await trust().verify(token)).toBeNull();
});

test('a subject is a person by the identity they have used, else by a verified address', async () => {
  const { databases, installation, alice, bob, lumen } = lab();
  const { system } = databases;
  const recognise = (subject: string, verifiedEmail: string | null) =>
    authenticateSubject(
      { systemPool: lab().databases.systemPool, installation },
      { issuer, subject, verifiedEmail, scopes: ['READ'] },
    );
  expect(await recognise('alice-1', alice.email)).toMatchObject({
    kind: 'TOKEN',
    userId: alice.userId,
    memberships: new Map([[lumen.id, 'PUBLISHER']]),
    scopes: new Set(['READ']),
  });
  expect(await recognise('alice-1', null)).toMatchObject({ kind: 'ANONYMOUS' });
  await system.identity.create({ data: { id: newId(), userId: alice.userId, issuer, subject: 'alice-1' } });
  expect(await recognise('alice-1', null)).toMatchObject({ userId: alice.userId });
  // The subject identifies the account, not its current address. An address that belongs to an account with another
  // subject opens no account.
  expect(await recognise('alice-1', bob.email)).toMatchObject({ userId: alice.userId });
  expect(await recognise('someone-else', alice.email)).toMatchObject({ kind: 'ANONYMOUS' });
  expect(await recognise('nobody', 'nobody@nowhere.example')).toMatchObject({ kind: 'ANONYMOUS' });
});

test('a refusal is logged by its kind, whatever the token names, and again after others', async () => {
  const { logger: log, lines } = listeningLogger();
  const jwts = trust({}, log);
  for (let index = 0; index < 150; index += 1) {
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', crit: [`evil-${index}`], [`evil-${index}`]: 1 }));
    expect(await jwts.verify(`${header.toString('base64url')}.e30.AA`)).toBeNull();
  }
  expect(await jwts.verify(await sign(claims({ aud: 'somebody else' })))).toBeNull();
  expect(lines.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual([
    'ERR_JOSE_NOT_SUPPORTED',
    'ERR_JWT_CLAIM_VALIDATION_FAILED (aud: check_failed)',
  ]);
});
