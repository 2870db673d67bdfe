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

/** Addresses that get a membership when they first sign in by the provider. */
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
  /** The reason why the address is missing, or null if there is a verified address. */
  emailFault: EmailFault | null;
}

/** Reasons why a token of an identity provider gives no verified address. */
export type EmailFault = 'NO_EMAIL' | 'CLAIM_MISSING' | 'NOT_VERIFIED' | 'NOT_AN_ADDRESS';

/** Reasons why a person whom the provider knows may not sign in. */
export type NoAccountReason =
  | EmailFault
  | 'NO_SUCH_ACCOUNT'
  | 'OTHER_SUBJECT'
  | 'ORGANIZATION_MISSING'
  | 'DEMO_ACCOUNT';

/**
 * Signs in a person whom an identity provider has authenticated. Returns the secret of the new browser session.
 *
 * The account is found by the provider's subject, which never passes to another person. The first time, the account
 * with the same address is linked, if the provider has verified the address. If there is none, an account is made if
 * the address's domain is provisioned. Only that first time gives a membership, so a removed member stays removed.
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
      // Simultaneous sign-ins of the same new subject wait for each other.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${identity.issuer} ${identity.subject}`}, 0))`;
      return (await findByIdentity(tx, identity)) ?? linkAccount(tx, accessLog, identity, provisions);
    });
  const user =
    known ??
    (await link().catch((error: unknown) => {
      // Meanwhile, an invitation or another subject has created an account with this address. The second try finds it.
      if (!isUniqueViolation(error)) throw error;
      return link();
    }));
  if (!mayComeIn(installation, user.email)) throw new NoAccount('DEMO_ACCOUNT');
  return { user, session: await beginSession(context, user, { by: 'identity provider' }) };
}

/** Thrown if the provider knows a person who has no account. The reason is for the log. */
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
  // Another subject of the same provider is linked to this account: the address now belongs to another person there.
  if (found && found.identities.length > 0) throw new NoAccount('OTHER_SUBJECT');
  // A rule that names an unknown organization would make an account that sees nothing.
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
