/**
 * Returns only the environment variables that PostgreSQL's programs need. Variables such as PGPORT, or an unknown
 * locale, would change how they run.
 */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' };
}
