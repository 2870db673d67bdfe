import { uncheckedTlsMode } from './environment/tls-mode.ts';
import { settingsWithoutEffect } from './environment/without-effect.ts';
import { type Environment, readEnvironment } from './environment.ts';
import type { Logger } from './logger.ts';

/**
 * Logs valid settings that may have an unexpected effect, with at most one line of each kind. The kinds are settings
 * without effect, settings of another process, and connections that do not check PostgreSQL's certificate.
 */
export function reportSettings(environment: Environment, logger: Logger): void {
  const { ignored, elsewhere } = settingsWithoutEffect(environment, readEnvironment({}));
  if (ignored.length > 0) logger.warn(`These settings have no effect: ${ignored.join(', ')}.`);
  if (elsewhere.length > 0) logger.info(`These settings have no effect in this process: ${elsewhere.join(', ')}.`);
  for (const name of ['DATABASE_URL', 'APP_DATABASE_URL'] as const) {
    const mode = environment[name] ? uncheckedTlsMode(environment[name]) : null;
    if (mode === null) continue;
    logger.warn(
      `${name} has sslmode=${mode}: connections are encrypted, but the certificate of PostgreSQL is not checked. Set sslmode=verify-full to check it.`,
    );
    return;
  }
}
