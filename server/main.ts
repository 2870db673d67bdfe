import { announcer } from './announce.ts';
import { connectThroughProxy } from './connect-through-proxy.ts';
import { BadEnvironment, readEnvironment } from './environment.ts';
import { alwaysHeard, createLogger, defaultLogFormat, type LogFormat } from './logger.ts';
import { keepHeapSmall } from './memory.ts';
import { reportSettings } from './report-settings.ts';
import { StartRefused } from './start-refused.ts';

// Logger with default settings, for errors that occur before the environment is read.
let format = formatOf(process.env['LOG_FORMAT']);
let logger = createLogger('info', format);
let explain = (error: unknown): string | null =>
  error instanceof BadEnvironment || error instanceof StartRefused ? error.message : null;

/** Starts Vitrine and runs until a signal stops it. */
async function main() {
  keepHeapSmall();
  await connectThroughProxy(process.env);
  const environment = readEnvironment(process.env);
  format = formatOf(environment.LOG_FORMAT);
  // On a terminal, lines about requests and jobs would hide the startup messages.
  const level = format === 'text' && !process.env['LOG_LEVEL'] ? 'warn' : environment.LOG_LEVEL;
  logger = createLogger(level, format);
  // Node, as the first process of a container, ignores these signals unless a handler is registered.
  const endEarly = (signal: NodeJS.Signals) => {
    alwaysHeard(logger).info({ signal }, 'Stopped before startup was complete.');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', endEarly).once('SIGTERM', endEarly);
  reportSettings(environment, logger);
  // Imported only here, so that invalid settings are reported before the whole server is loaded.
  ({ explainFailure: explain } = await import('./explain-failure.ts'));
  const { samplesFolder, startVitrine } = await import('./start.ts');
  const vitrine = await startVitrine(environment, logger);
  process.off('SIGINT', endEarly).off('SIGTERM', endEarly);

  const stop = (signal: NodeJS.Signals) => {
    alwaysHeard(logger).info({ signal }, 'Stopping. Waiting for running requests and jobs to finish.');
    vitrine.stop().then(() => process.exit(0), fail);
    // Exits immediately at a second signal.
    process.once(signal, () => process.exit(130));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  const announce = announcer(vitrine, environment, logger, format);
  announce.ready();
  if (environment.DEMO && environment.NODE_ENV !== 'production' && environment.PROCESSES !== 'worker') {
    const { publishSamples } = await import('./first-start/publish-samples.ts');
    await publishSamples(vitrine.databases, vitrine.localUrl, samplesFolder, alwaysHeard(logger)).catch(
      (error: unknown) =>
        logger.error({ error }, 'Not all sample datasets were published. The next start tries again.'),
    );
  }
  announce.next();
}

function formatOf(asked: string | undefined): LogFormat {
  return asked === 'json' || asked === 'text' ? asked : defaultLogFormat;
}

/** Ends the process. Prints an explanation if there is one, else the error. */
function fail(error: unknown): never {
  const sentence = explain(error);
  if (sentence) logger.fatal(sentence);
  else logger.fatal({ error }, 'An unexpected error ended the server.');
  process.exit(1);
}

// Logs warnings. By default, Node prints them as plain text between the lines of the log.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  // Skips a warning that undici prints at each start with a proxy: its agent is experimental.
  if ('code' in warning && warning.code === 'UNDICI-EHPA') return;
  logger.warn({ error: warning }, 'Node warns:');
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

main().catch(fail);
