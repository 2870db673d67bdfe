/** Port and host on which a process listens. `variable` is the name of the variable with the port. */
export interface ListeningPlace {
  variable: 'PORT' | 'METRICS_PORT' | 'HEALTH_PORT' | 'OBJECT_STORE_PORT';
  host: string;
  port: number;
}

interface PortSettings extends Record<ListeningPlace['variable'], number> {
  PROCESSES: 'all' | 'api' | 'worker';
  HOST: string;
  METRICS_HOST: string;
  S3_BUCKET?: string | undefined;
}

/**
 * Returns the ports and hosts on which a process with these settings listens. Ports that the system chooses are left
 * out.
 */
export function listeningPlaces(environment: PortSettings): ListeningPlace[] {
  const { PROCESSES, HOST, METRICS_HOST, S3_BUCKET } = environment;
  const isWorker = PROCESSES === 'worker';
  const places: ListeningPlace[] = [
    ...(isWorker ? [] : [{ variable: 'PORT' as const, host: HOST, port: environment.PORT }]),
    { variable: 'METRICS_PORT', host: METRICS_HOST, port: environment.METRICS_PORT },
    ...(isWorker ? [{ variable: 'HEALTH_PORT' as const, host: HOST, port: environment.HEALTH_PORT }] : []),
    ...(S3_BUCKET ? [] : [{ variable: 'OBJECT_STORE_PORT' as const, host: HOST, port: environment.OBJECT_STORE_PORT }]),
  ];
  return places.filter(({ port }) => port > 0);
}
