import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '#domain/ids.ts';
import { abandonIngestSession } from '#domain/ingest/abandon-ingest-session.ts';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { continuePublish } from '#domain/ingest/publish/continue-publish.ts';
import { type PublishAnswer, type PublishInput, publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { World } from '#tests/kit/world.ts';
import { compareRevisions } from './compare-revisions.ts';
import { DatasetModel, issuesOf, type Line, type Mode } from './dataset-model.ts';
import { dieAtCheckpoint, emptyStage, endConnections } from './die.ts';
import { isSameText, itemsOf } from './manifest-items.ts';
import { codeIn, codeOf, equal, itemCountIn, type Outcome, revisionIn } from './outcome.ts';
import type { Crash, Manifest, Step } from './steps.ts';

interface Session {
  id: string;
  key: number | null;
  mode: Mode;
  state: 'OPEN' | 'PUBLISHED' | 'ENDED';
  /** The publish whose publisher has died. */
  dead: { manifest: Manifest; dryRun: boolean } | null;
  /** The last publish of the session: its manifest and its answer. */
  published: { manifest: Manifest; answer: PublishAnswer } | null;
}

const lineOfReplay: Line = { key: 'other', remove: false, title: 'x', tags: [], file: 0 };

/** Executes steps on one dataset and on its model. Throws if the two differ. */
export class Story {
  readonly #lab: World;
  readonly #model = new DatasetModel();
  readonly #sessions: Session[] = [];
  readonly taken = new Map<string, number>();
  #datasetId = '';

  constructor(lab: World) {
    this.#lab = lab;
  }

  async begin(): Promise<void> {
    this.#datasetId = newId();
    const { lumen, databases } = this.#lab;
    await databases.system.dataset.create({
      data: { id: this.#datasetId, orgId: lumen.id, slug: `d-${this.#datasetId}`, name: 'Story' },
    });
  }

  async take(step: Step): Promise<void> {
    const did = await this.#do(step);
    if (did === null) return;
    this.taken.set(did, (this.taken.get(did) ?? 0) + 1);
    await compareRevisions(this.#lab, this.#datasetId, this.#model);
  }

  /** Finishes everything that was started. Afterwards nothing of dead publishers is left. */
  async end(): Promise<void> {
    await this.#takeOver();
    const { system } = this.#lab.databases;
    const context = await this.#lab.alice.context();
    for (const { id } of this.#sessions) await continuePublish(context, { orgId: this.#lab.lumen.id, sessionId: id });
    await compareRevisions(this.#lab, this.#datasetId, this.#model);
    const sessions = this.#sessions.map(({ id }) => id);
    const staged = await system.$queryRaw<{ session: string }[]>`
      SELECT DISTINCT session_id::text AS session FROM staged_item WHERE session_id = ANY(${sessions}::uuid[])`;
    equal('sessions with rows on the stage', staged, []);
  }

  async #do(step: Step): Promise<string | null> {
    switch (step.kind) {
      case 'open':
        return this.#open(step);
      case 'takeOver':
        return this.#takeOver();
      case 'giveUp':
        return this.#giveUp();
      case 'race':
        return this.#race(step);
      default: {
        if ('fresh' in step && step.fresh) await this.#open({ key: null, append: step.session % 3 === 0 });
        const last = 'fresh' in step && step.fresh ? 1 : Math.min(3, this.#sessions.length);
        const session = this.#sessions.at(-1 - (step.session % last));
        if (!session) return null;
        if (step.kind === 'publish') return this.#publish(session, step);
        if (step.kind === 'replay') return this.#replay(session, step.otherwise);
        if (step.kind === 'crash') return this.#crash(session, step);
        return this.#abandon(session);
      }
    }
  }

  async #open({ key, append }: { key: number | null; append: boolean }): Promise<string> {
    const mode = append ? 'APPEND' : 'REPLACE';
    const known = this.#sessions.findLast(
      (session) => key !== null && session.key === key && session.state !== 'ENDED',
    );
    const idempotencyKey = key === null ? null : `key-${key}`;
    const opened = await openIngestSession(await this.#lab.alice.context(), {
      datasetId: this.#datasetId,
      mode,
      idempotencyKey,
    }).catch(codeOf);
    if (known && known.mode !== mode) {
      equal('opening with the key of another mode', opened, { code: 'IDEMPOTENCY_CONFLICT' });
      return 'opened in vain';
    }
    if ('code' in opened) throw new Error(`A session could not be opened: ${opened.code}.`);
    if (known) {
      equal('the session of a key', opened.id, known.id);
      return 'resumed';
    }
    this.#sessions.push({ id: opened.id, key, mode, state: 'OPEN', dead: null, published: null });
    return 'opened';
  }

  async #publish(
    session: Session,
    { manifest: given, unchanged, dryRun, expected }: Omit<Extract<Step, { kind: 'publish' }>, 'kind' | 'session'>,
  ): Promise<string | null> {
    const manifest = unchanged ? { lines: this.#model.lines(), allowEmpty: true } : given;
    // The same publish as a dead publisher's waits for a worker. `takeOver` tests that.
    if (session.dead && isDeepStrictEqual(session.dead, { manifest: session.dead.manifest, dryRun })) {
      if (isSameText(session.dead.manifest, manifest)) return null;
    }
    const { revision } = this.#model;
    const expectedRevision = expected === null ? null : Math.max(0, revision + expected);
    const outcome = await this.#ask(session, { manifest, dryRun, expectedRevision });
    const right = this.#foresee(session, { manifest, dryRun, expectedRevision });
    if (right) {
      equal('what a publish was told', codeIn(outcome), right);
      return right.toLowerCase();
    }
    if (dryRun && !session.published) {
      equal('the items of a dry run', itemCountIn(outcome), manifest.lines.length);
      return 'dry run';
    }
    return this.#applied(session, manifest, outcome);
  }

  /** Returns the code of the error that a publish must get, or null. */
  #foresee(
    session: Session,
    asked: { manifest: Manifest; dryRun: boolean; expectedRevision: number | null },
  ): string | null {
    if (session.state === 'ENDED') return 'SESSION_CLOSED';
    if (session.published) {
      return isSameText(session.published.manifest, asked.manifest) ? null : 'IDEMPOTENCY_CONFLICT';
    }
    if (session.dead) return 'PUBLISH_IN_PROGRESS';
    if (asked.expectedRevision !== null && asked.expectedRevision !== this.#model.revision) return 'VERSION_CONFLICT';
    if (!asked.dryRun && this.#publishing()) return 'PUBLISH_IN_PROGRESS';
    return issuesOf(session.mode, asked.manifest.lines, asked.manifest.allowEmpty) > 0 ? 'VALIDATION_FAILED' : null;
  }

  /** Compares the answer of a publish that must succeed with the model. */
  #applied(session: Session, manifest: Manifest, outcome: Outcome): string {
    if ('code' in outcome) throw new Error(`A sound publish was refused: ${outcome.code}.`);
    if (session.published) {
      equal('a replay', outcome.answer, session.published.answer);
      return 'replayed';
    }
    const right = this.#model.publish(session.mode, manifest.lines);
    equal('the answer of a publish', revisionIn(outcome), right);
    Object.assign(session, { state: 'PUBLISHED', published: { manifest, answer: outcome.answer }, dead: null });
    return right.noop ? 'noop' : 'published';
  }

  async #replay(session: Session, otherwise: boolean): Promise<string | null> {
    if (!session.published) return null;
    const { manifest, answer } = session.published;
    const asked = otherwise ? { lines: [...manifest.lines, lineOfReplay], allowEmpty: true } : manifest;
    const outcome = await this.#ask(session, { manifest: asked, dryRun: false, expectedRevision: null });
    if (otherwise) {
      equal('a replay of something else', outcome, { code: 'IDEMPOTENCY_CONFLICT' });
      return 'replayed otherwise';
    }
    equal('a replay', outcome, { answer });
    return 'replayed';
  }

  async #crash(
    session: Session,
    { manifest, dryRun, crash }: { manifest: Manifest; dryRun: boolean; crash: Crash },
  ): Promise<string | null> {
    if (session.dead || session.published || session.state === 'ENDED') return null;
    if (this.#publishing() && !dryRun) return null;
    if (crash.at === 'checkpoint') {
      const checkpoint = crash.number;
      await dieAtCheckpoint(this.#lab, await this.#stored(session), { manifest, dryRun, checkpoint });
    } else {
      // The publish gets an error, or its answer just before.
      const told = this.#ask(session, { manifest, dryRun, expectedRevision: null }).catch(() => {});
      await sleep(crash.milliseconds);
      await endConnections(this.#lab);
      await told;
    }
    if (crash.losesStage) await emptyStage(this.#lab);
    const { state, leaseExpiresAt } = await this.#stored(session);
    if (state === 'PUBLISHED') {
      const answer = await this.#ask(session, { manifest, dryRun, expectedRevision: null });
      this.#applied(session, manifest, answer);
      return 'died too late';
    }
    // The publish ended as invalid or as a dry run before the publisher died, or it was never claimed.
    if (state === 'OPEN' && leaseExpiresAt === null) return 'died with nothing to do';
    session.dead = { manifest, dryRun };
    return `died at the ${crash.at}`;
  }

  async #race({ sessions, manifests }: { sessions: [number, number]; manifests: [Manifest, Manifest] }) {
    if (this.#publishing()) return null;
    for (const number of sessions) await this.#open({ key: null, append: number % 2 === 0 });
    const racing = this.#sessions.slice(-2);
    const asked = racing.map((session, index) => ({ session, manifest: manifests[index] ?? manifests[0] }));
    const outcomes = await Promise.all(
      asked.map(async ({ session, manifest }) => ({
        session,
        manifest,
        outcome: await this.#ask(session, { manifest, dryRun: false, expectedRevision: null }),
      })),
    );
    // Sorts by the revision that each publish made. A noop comes after the publish that made its revision.
    const told = outcomes.map((each) => ({ ...each, ...revisionIn(each.outcome) }));
    told.sort((a, b) => (a.revision ?? 0) - (b.revision ?? 0) || Number(a.noop ?? 0) - Number(b.noop ?? 0));
    for (const { session, manifest, outcome } of told) {
      const code = codeIn(outcome);
      if (code === 'PUBLISH_IN_PROGRESS') continue;
      if (issuesOf(session.mode, manifest.lines, manifest.allowEmpty) > 0) {
        equal('what an unsound publish was told', code, 'VALIDATION_FAILED');
      } else this.#applied(session, manifest, outcome);
    }
    return 'raced';
  }

  /** Lets leases expire, and lets a worker check every session. */
  async #takeOver(): Promise<string | null> {
    const dead = this.#sessions.filter((session) => session.dead);
    if (dead.length === 0) return null;
    const { databases, alice, lumen } = this.#lab;
    const context = await alice.context();
    for (const session of dead) {
      const { manifest, dryRun } = session.dead!;
      await databases.system
        .$executeRaw`UPDATE ingest_session SET lease_expires_at = now() WHERE id = ${session.id}::uuid`;
      await continuePublish(context, { orgId: lumen.id, sessionId: session.id });
      session.dead = null;
      if (session.state === 'ENDED') continue;
      const unsound = issuesOf(session.mode, manifest.lines, manifest.allowEmpty) > 0;
      const outcome = await this.#ask(session, { manifest, dryRun, expectedRevision: null });
      if (unsound) equal('what the worker found', codeIn(outcome), 'VALIDATION_FAILED');
      else if (dryRun) equal('what the worker tried', itemCountIn(outcome), manifest.lines.length);
      else this.#applied(session, manifest, outcome);
    }
    return 'taken over';
  }

  /** Makes the publish of a dead publisher fail for good. Its staged rows stay. */
  async #giveUp(): Promise<string | null> {
    const session = this.#publishing();
    if (!session) return null;
    await this.#lab.databases.system.ingestSession.updateMany({
      where: { id: session.id },
      data: { state: 'FAILED', leaseExpiresAt: null, closedAt: new Date() },
    });
    Object.assign(session, { state: 'ENDED', dead: null });
    return 'given up';
  }

  async #abandon(session: Session): Promise<string> {
    const outcome = await abandonIngestSession(await this.#lab.alice.context(), session.id).catch(codeOf);
    if (session.published) {
      equal('abandoning what is published', outcome, { code: 'SESSION_CLOSED' });
      return 'abandoned in vain';
    }
    const wasTried = session.dead?.dryRun === true;
    const wasPublishing = session.dead !== null && !wasTried;
    // The staged rows of a dead publisher stay, until the next publish deletes them.
    Object.assign(session, { state: 'ENDED', ...(wasPublishing && { dead: null }) });
    if (wasPublishing) return 'abandoned while it was published';
    return wasTried ? 'abandoned while it was tried' : 'abandoned';
  }

  #publishing(): Session | undefined {
    return this.#sessions.find(({ dead, state }) => dead && !dead.dryRun && state === 'OPEN');
  }

  async #ask(
    session: Session,
    { manifest, dryRun, expectedRevision }: { manifest: Manifest; dryRun: boolean; expectedRevision: number | null },
  ): Promise<Outcome> {
    const input: PublishInput = {
      sessionId: session.id,
      items: itemsOf(manifest.lines),
      allowEmpty: manifest.allowEmpty,
      dryRun,
      expectedRevision,
    };
    return publishIngestSession(await this.#lab.alice.context(), input).then((answer) => ({ answer }), codeOf);
  }

  #stored({ id }: Session): Promise<IngestSession> {
    return this.#lab.databases.system.ingestSession.findFirstOrThrow({ where: { id } });
  }
}
