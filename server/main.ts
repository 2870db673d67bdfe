import { AlreadyRunning } from './embedded/data-lock.ts';
import { BadEnvironment, readEnvironment } from './environment.ts';
import { announceDemo, publishSamples } from './first-start/publish-samples.ts';
import { createLogger } from './logger.ts';
import { keepHeapSmall } from './memory.ts';
import { samplesFolder, startVitrine } from './start.ts';
import { StartRefused } from './start-refused.ts';

const atATerminal = process.stdout.isTTY;

/** Starts Vitrine and runs until it is told to stop. */
async function main() {
  keepHeapSmall();
  const environment = readEnvironment(process.env);
  // At a terminal, people read what is said below; a log is for machines.
  const logger = createLogger(atATerminal && !process.env['LOG_LEVEL'] ? 'warn' : environment.LOG_LEVEL);
  const vitrine = await startVitrine(environment, logger);

  const stop = (signal: NodeJS.Signals) => {
    console.log(`\n${signal}: finishing what is under way …`);
    vitrine.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
    // A second signal means now.
    process.once(signal, () => process.exit(130));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  if (environment.PROCESSES !== 'worker') {
    const showsSchema = environment.INTROSPECTION !== 'nobody' && !environment.PERSISTED_DOCUMENTS_ONLY;
    console.log(`Vitrine is at ${vitrine.url}${showsSchema ? ` — GraphiQL at ${vitrine.url}/graphiql` : ''}`);
  }
  if (vitrine.demoCreated) announceDemo();
  if (environment.DEMO && environment.NODE_ENV !== 'production' && environment.PROCESSES !== 'worker') {
    await publishSamples(vitrine.databases, vitrine.localUrl, samplesFolder).catch((error: unknown) => {
      console.error('The sample datasets are not all there; the next start tries again.', error);
    });
  }
}

function fail(error: unknown): never {
  const known =
    error instanceof BadEnvironment ||
    error instanceof AlreadyRunning ||
    error instanceof StartRefused ||
    isExpected(error);
  console.error(known && error instanceof Error ? error.message : error);
  process.exit(1);
}

function isExpected(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'EADDRINUSE')
    error.message = 'The port is taken. Set PORT to another one, or end what listens there.';
  return error.code === 'EADDRINUSE';
}

main().catch(fail);
