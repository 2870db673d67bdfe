import type { Logger } from '../logger.ts';
import { corsRules } from '../storage/cors-policy.ts';
import type { S3Storage } from '../storage/s3-storage.ts';

const againMilliseconds = 60_000;

/**
 * Checks the CORS policy of the bucket at the start, and again at most once a minute. If it is wrong, logs the policy
 * to set. Returns a function that returns the known error without waiting.
 */
export function watchCors(storage: Pick<S3Storage, 'checkCors'>, origin: string, logger: Logger): () => string | null {
  let fault: string | null = null;
  let isLogged = false;
  let checkedAt = 0;

  async function check() {
    checkedAt = Date.now();
    const found = await storage.checkCors(origin);
    fault =
      found.state === 'wrong'
        ? `The CORS policy of the bucket does not let pages of ${origin} read files: ${found.fault}. Text, PDF and CSV do not open.`
        : null;
    if (isLogged || found.state === 'ok') return;
    isLogged = true;
    const policy = { CORSRules: corsRules([origin]) };
    if (fault) {
      logger.warn({ policy }, `${fault} Set the policy of this line, for example with aws s3api put-bucket-cors.`);
    } else {
      logger.info({ policy }, `The CORS policy of the bucket could not be checked: ${found.fault}.`);
    }
  }
  const checkQuietly = () => {
    check().catch((error: unknown) => logger.warn({ error }, 'The CORS policy of the bucket could not be checked.'));
  };
  checkQuietly();

  return () => {
    if (Date.now() - checkedAt > againMilliseconds) checkQuietly();
    return fault;
  };
}
