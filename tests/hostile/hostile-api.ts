import { readFileSync } from 'node:fs';
import type { World } from '#tests/kit/world.ts';
import { runServer } from '#tests/operation/run-server.ts';

const millisecondsPerTick = 10;

/** An API in a separate process, whose CPU time and memory can be read. */
export interface MeasuredApi {
  url: string;
  /** CPU time since its start, in milliseconds. */
  cpuMilliseconds(): number;
  residentBytes(): number;
  stop(): Promise<void>;
}

/** Starts the API of a world without rate limits. Each request is measured, however many the test sends. */
export async function startMeasuredApi({ connectionString, appConnectionString, store }: World): Promise<MeasuredApi> {
  const { settings } = store;
  const server = await runServer({
    LOG_LEVEL: 'silent',
    LOG_FORMAT: 'json',
    PROCESSES: 'api',
    COST_BUCKET_POINTS: '0',
    ADDRESS_POINTS_PER_SECOND: '0',
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: settings.endpoint!,
    S3_BUCKET: settings.bucket,
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  });
  await server.untilReady();
  const read = (file: string) => readFileSync(`/proc/${server.pid}/${file}`, 'utf8');
  return {
    url: server.url,
    cpuMilliseconds() {
      // Fields 14 and 15, counted after the name of the program, which may contain spaces.
      const fields = read('stat').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
    },
    residentBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(read('status'))![1]) * 1_024,
    stop: server.stop,
  };
}
