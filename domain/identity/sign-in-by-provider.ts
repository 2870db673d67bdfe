import type { Tx } from '#database/databases.ts';
import type { User } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { newId } from '../ids.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { mayComeIn } from './demo.ts';
import { beginSession } from './sign-in.ts';

/**
 * Rule that gives people a membership at their first sign-in by the identity provider, by the domain of their address.
 */
export interface Provision {
  domain: string;
  organization: string;
  role: Role;
}

/** A person whom an identity provider has authenticated. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  name: string | null;
  verifiedEmail: string | null;
  /** Reason why a verified address is missing, or null if `verifiedEmail` is set. */
  emailFault: EmailFault | null;
}

/** Reasons why the token of an identity provider contains no verified address. */
export type EmailFault = 'NO_EMAIL' | 'CLAIM_MISSING' | 'NOT_VERIFIED' | 'NOT_AN_ADDRESS';

/** Reasons why a person whom the identity provider has authenticated may not sign in. */
export type NoAccountReason =
  | EmailFault
  | 'NO_SUCH_ACCOUNT'
  | 'OTHER_SUBJECT'
  | 'ORGANIZATION_MISSING'
  | 'DEMO_ACCOUNT';

/**
 * Signs in a person whom an identity provider has authenticated. Returns the secret of the new browser session.
 *
 * Finds the account by the provider's subject, which never passes to another person. At the first sign-in, links the
 * account with the same address, if the provider has verified the address. If none exists, creates an account if
 * the domain of the address is provisioned. Only the first sign-in creates a membership, so a removed member stays
 * removed.
 */
export async function signInByProvider(
  context: Pick<Context, 'system' | 'origin' | 'installation' | 'accessLog'>,
  identity: ProvenIdentity,
  provisions: readonly Provision[],
) {
  const { system, installation, accessLog } = context;
  const known = await findByIdentity(system, identity);
  const link = () =>
    system.$transaction(async (tx) => {
      // Makes simultaneous sign-ins of the same new subject wait for each other.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${identity.issuer} ${identity.subject}`}, 0))`;
      return (await findByIdentity(tx, identity)) ?? linkAccount(tx, accessLog, identity, provisions);
    });
  const user =
    known ??
    (await link().catch((error: unknown) => {
      // Another transaction has just created an account with this address. The second attempt finds that account.
      if (!isUniqueViolation(error)) throw error;
      return link();
    }));
  if (!mayComeIn(installation, user.email)) throw new NoAccount('DEMO_ACCOUNT');
  return { user, session: await beginSession(context, user, { by: 'identity provider' }) };
}

/** Thrown if the identity provider has authenticated a person who has no account. `reason` is for the log. */
export class NoAccount extends Forbidden {
  readonly reason: NoAccountReason;
  constructor(reason: NoAccountReason) {
    super('You have no account on this server. Ask an admin of your organization to invite you.');
    this.reason = reason;
  }
}

async function findByIdentity(system: Tx, { issuer, subject }: ProvenIdentity): Promise<User | null> {
  const identity = await system.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    include: { user: true },
  });
  return identity?.user ?? null;
}

async function linkAccount(
  tx: Tx,
  accessLog: AccessLog,
  { issuer, subject, name, verifiedEmail: email, emailFault }: ProvenIdentity,
  provisions: readonly Provision[],
): Promise<User> {
  if (!email) throw new NoAccount(emailFault ?? 'NO_EMAIL');
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const wanted = provisions.filter((provision) => provision.domain === domain);
  const found = await tx.user.findUnique({ where: { email }, include: { identities: { where: { issuer } } } });
  if (!found && wanted.length === 0) throw new NoAccount('NO_SUCH_ACCOUNT');
  // The account is linked to another subject of the same provider: there, the address now belongs to another person.
  if (found && found.identities.length > 0) throw new NoAccount('OTHER_SUBJECT');
  // If a rule contains an unknown organization, the new account would have no membership.
  const slugs = wanted.map(({ organization }) => organization);
  const isAnyThere = slugs.length === 0 || (await tx.organization.count({ where: { slug: { in: slugs } } })) > 0;
  if (!found && !isAnyThere) throw new NoAccount('ORGANIZATION_MISSING');
  const user = found ?? (await tx.user.create({ data: { id: newId(), email, name: name ?? email } }));
  await tx.identity.create({ data: { id: newId(), userId: user.id, issuer, subject } });
  for (const { organization: slug, role } of wanted) {
    const organization = await tx.organization.findUnique({ where: { slug } });
    if (!organization) continue;
    const { count } = await tx.membership.createMany({
      data: [{ orgId: organization.id, userId: user.id, role }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await accessLog.write(tx, {
      orgId: organization.id,
      userId: user.id,
      action: 'ROLE_CHANGE',
      detail: { member: user.id, from: null, to: role, by: 'identity provider' },
    });
    await recordEvents(tx, {
      orgId: organization.id,
      kind: 'MEMBER_JOINED',
      datasetId: null,
      actorId: user.id,
      data: { userId: user.id, role },
    });
  }
  return user;
}
