import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/**
 * Metrics of a process, in the format of Prometheus. Each label has a small set of known values. Labels never contain
 * data of a tenant, a document or a URL.
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
      help: 'HTTP responses, by kind of request and status.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    httpSeconds: new Histogram({
      name: 'vitrine_http_request_duration_seconds',
      help: 'Seconds until a response was sent completely. For a stream: until it ended.',
      labelNames: ['route'],
      buckets: seconds,
      registers,
    }),
    operations: new Counter({
      name: 'vitrine_graphql_operations_total',
      help: 'GraphQL operations, by kind and by the code of the first error in the response. OK: no error.',
      labelNames: ['operation', 'code'],
      registers,
    }),
    graphqlPaths: new Counter({
      name: 'vitrine_graphql_path_total',
      help: 'GraphQL requests, by path through the server. For the slow path, also the reason.',
      labelNames: ['path', 'reason'],
      registers,
    }),
    plans: new Counter({
      name: 'vitrine_graphql_plans_total',
      help: 'Executed operations, by the reason why resolvers executed them. NONE: executed by one planned statement.',
      labelNames: ['reason'],
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'vitrine_graphql_operation_duration_seconds',
      help: 'Seconds until an operation was answered. For a subscription: until it started.',
      labelNames: ['operation'],
      buckets: seconds,
      registers,
    }),
    operationCost: new Histogram({
      name: 'vitrine_graphql_operation_cost_points',
      help: 'Cost of operations, estimated before they are executed.',
      labelNames: ['operation'],
      buckets: points,
      registers,
    }),
    signedUrls: new Counter({
      name: 'vitrine_signed_urls_total',
      help: 'Presigned URLs created, for viewing and for uploading.',
      labelNames: ['purpose'],
      registers,
    }),
    jobs: new Counter({
      name: 'vitrine_jobs_total',
      help: 'Runs of jobs in this process, by task and outcome.',
      labelNames: ['task', 'outcome'],
      registers,
    }),
    webhookAttempts: new Counter({
      name: 'vitrine_webhook_attempts_total',
      help: 'Attempts to deliver an event to a webhook, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: 'vitrine_webhook_attempt_duration_seconds',
      help: 'Seconds an attempt to deliver took.',
      buckets: seconds,
      registers,
    }),
    webhookWaitSeconds: new Histogram({
      name: 'vitrine_webhook_wait_seconds',
      help: 'Seconds from the commit of an event to the end of its first attempt.',
      buckets: [...seconds, 60, 600, 3_600],
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
