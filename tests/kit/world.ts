import { escapeLiteral } from 'pg';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { connectDatabases, type DatabaseOptions } from '#database/databases.ts';
import { datasetWords } from '#domain/datasets/dataset-words.ts';
import { newId } from '#domain/ids.ts';
import { defaultLimits, type Limits } from '#domain/limits.ts';
import { addressRules } from '#domain/webhooks/address-rules.ts';
import type { Dataset, Organization } from '#prisma/client/client.ts';
import { countAttempts } from '#server/auth/count-attempts.ts';
import { listenToEvents } from '#server/events/listen.ts';
import { createLogger } from '#server/logger.ts';
import { asSuperuser } from './as-superuser.ts';
import { createPerson, type Person, type Surroundings } from './person.ts';
import { cloneDatabase } from './postgres.ts';
import { startTestStore, type TestStore } from './store.ts';

/** Two organizations with users, in a separate database with a separate object store. */
export interface World extends Surroundings {
  connectionString: string;
  appConnectionString: string;
  store: TestStore;
  lumen: Organization;
  meridian: Organization;
  /** Owner of lumen. */
  olive: Person;
  /** Admin of lumen. */
  ada: Person;
  /** Publisher of lumen. */
  alice: Person;
  /** Viewer of lumen. */
  bob: Person;
  /** Owner of meridian, and a stranger to lumen. */
  mallory: Person;
  /** Dataset of lumen. It is a draft until a test publishes to it. */
  birds: Dataset;
  /** A dataset of meridian. */
  plates: Dataset;
  end: () => Promise<void>;
}

export interface WorldOptions
  extends Pick<DatabaseOptions, 'poolSize' | 'statementTimeoutMilliseconds' | 'lockTimeoutMilliseconds'> {
  limits?: Partial<Limits>;
  /** Default time zone of the database and of its logins. */
  timeZone?: string;
}

/** Creates a world for one test. It is removed at the end of the test. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const made = await makeWorld(options);
  onTestFinished(made.end);
  return made;
}

/** Creates one world for all tests of a file: `const lab = worldOfFile()`, then `lab()` in each test. */
export function worldOfFile(options: WorldOptions = {}): () => World {
  let made: World | undefined;
  beforeAll(async () => {
    made = await makeWorld(options);
  });
  afterAll(() => made?.end());
  return () => {
    if (!made) throw new Error('The world of this file is there in its tests only.');
    return made;
  };
}

async function makeWorld({ limits, timeZone, poolSize = 5, ...timeouts }: WorldOptions): Promise<World> {
  const [database, store] = await Promise.all([cloneDatabase(inject('adminConnectionString')), startTestStore()]);
  const { connectionString, appConnectionString } = database;
  if (timeZone !== undefined) await setTimeZone([connectionString, appConnectionString], timeZone);
  const databases = connectDatabases({ connectionString, appConnectionString, poolSize, ...timeouts });
  const events = listenToEvents(connectionString, createLogger('silent'));
  const surroundings: Surroundings = {
    databases,
    storage: store.storage,
    // Raises the time limit, so that a publish never returns `PublishPending` on a slow machine.
    limits: { ...defaultLimits, publishSeconds: 120, ...limits },
    events,
    installation: {
      version: '0.0.0',
      demoAccounts: true,
      publicUrl: 'https://vitrine.example',
      identityProvider: null,
      webhooks: { allowsHttp: true, mayReach: addressRules(['127.0.0.0/8', '::1/128']) },
    },
    attempts: countAttempts(databases.systemPool),
    outbox: [],
  };
  await store.storage.ensureBucket();

  const organization = (slug: string, name: string) =>
    databases.system.organization.create({ data: { id: newId(), slug, name } });
  const [lumen, meridian] = await Promise.all([organization('lumen', 'Lumen'), organization('meridian', 'Meridian')]);
  const dataset = (orgId: string, slug: string, name: string) =>
    databases.system.dataset.create({
      data: { id: newId(), orgId, slug, name, ...datasetWords({ slug, name, description: '' }) },
    });
  const [birds, plates, olive, ada, alice, bob, mallory] = await Promise.all([
    dataset(lumen.id, 'birds', 'Birds'),
    dataset(meridian.id, 'plates', 'Plates'),
    createPerson(surroundings, 'olive', lumen.id, 'OWNER'),
    createPerson(surroundings, 'ada', lumen.id, 'ADMIN'),
    createPerson(surroundings, 'alice', lumen.id, 'PUBLISHER'),
    createPerson(surroundings, 'bob', lumen.id, 'VIEWER'),
    createPerson(surroundings, 'mallory', meridian.id, 'OWNER'),
  ]);
  return {
    ...surroundings,
    connectionString,
    appConnectionString,
    store,
    lumen,
    meridian,
    birds,
    plates,
    olive,
    ada,
    alice,
    bob,
    mallory,
    async end() {
      await events.close();
      await databases.close();
      await store.close();
      await database.drop();
    },
  };
}

async function setTimeZone(connectionStrings: readonly string[], timeZone: string) {
  for (const { username, pathname } of connectionStrings.map((connectionString) => new URL(connectionString))) {
    const database = pathname.slice(1);
    await asSuperuser(`ALTER DATABASE ${database} SET timezone = ${escapeLiteral(timeZone)}`);
    await asSuperuser(`ALTER ROLE ${username} IN DATABASE ${database} SET timezone = ${escapeLiteral(timeZone)}`);
  }
}
