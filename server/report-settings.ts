import { uncheckedTlsMode } from './environment/tls-mode.ts';
import { settingsWithoutEffect } from './environment/without-effect.ts';
import { type Environment, readEnvironment } from './environment.ts';
import type { Logger } from './logger.ts';

/**
 * Logs what an operator may not expect of valid settings: at most one line each for settings without effect, for
 * settings of another process, and for connections that do not check the certificate of PostgreSQL.
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
