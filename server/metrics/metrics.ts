import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/**
 * Metrics of a process, in the format of Prometheus. A label has one of a few values that are known in advance. It
 * never contains a part of a tenant's data, of a document or of a URL.
 */
export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const points = [1, 10, 50, 100, 250, 500, 1_000, 2_500, 5_000];
const jobSeconds = [0.05, 0.25, 1, 5, 15, 60, 300, 1_800];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  // Metrics of the process: CPU, memory, garbage collection, and the lag of the event loop.
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpRequests: new Counter({
      name: 'vitrine_http_requests_total',
      help: 'Requests answered, by what was asked for and the status of the answer.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    httpSeconds: new Histogram({
      name: 'vitrine_http_request_duration_seconds',
      help: 'Seconds until a request was answered completely; of a stream, until it ended.',
      labelNames: ['route'],
      buckets: seconds,
      registers,
    }),
    operations: new Counter({
      name: 'vitrine_graphql_operations_total',
      help: 'GraphQL operations, by their kind and the code of the first error of the answer; OK without one.',
      labelNames: ['operation', 'code'],
      registers,
    }),
    graphqlPaths: new Counter({
      name: 'vitrine_graphql_path_total',
      help: 'GraphQL requests by the path they took through the server, and the reason if it was the slow one.',
      labelNames: ['path', 'reason'],
      registers,
    }),
    plans: new Counter({
      name: 'vitrine_graphql_plans_total',
      help: 'Executed operations, by the reason why the resolvers answered them; NONE for those answered by one planned statement.',
      labelNames: ['reason'],
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'vitrine_graphql_operation_duration_seconds',
      help: 'Seconds until an operation was answered; of a subscription, until it began.',
      labelNames: ['operation'],
      buckets: seconds,
      registers,
    }),
    operationCost: new Histogram({
      name: 'vitrine_graphql_operation_cost_points',
      help: 'What operations may load, as counted before they are executed.',
      labelNames: ['operation'],
      buckets: points,
      registers,
    }),
    signedUrls: new Counter({
      name: 'vitrine_signed_urls_total',
      help: 'URLs handed out, for viewing and for uploading.',
      labelNames: ['purpose'],
      registers,
    }),
    jobs: new Counter({
      name: 'vitrine_jobs_total',
      help: 'Runs of jobs in this process, by task and how they ended.',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'vitrine_job_duration_seconds',
      help: 'Seconds a run of a job took.',
      labelNames: ['task'],
      buckets: jobSeconds,
      registers,
    }),
  };
}
