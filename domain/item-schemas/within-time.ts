import { createContext, Script } from 'node:vm';

const script = new Script('work()');
const context = createContext({ work: undefined });

/** Thrown when work took longer than its time and was stopped. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs synchronous work and stops it after a time limit. It may be an endless loop, or a regular expression that
 * backtracks forever. V8 can stop any code that is called from a script with a timeout.
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  let result: { value: Result } | undefined;
  context['work'] = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    throw isTimeout(error) ? new TookTooLong('Stopped.') : error;
  }
  return result!.value;
}

/**
 * Returns whether V8 stopped a script. The error comes from the script's context, so it is not an instance of this
 * context's `Error`.
 */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
