import { createContext, Script } from 'node:vm';

const script = new Script('work()');
const context = createContext({ work: undefined });

/** Thrown if work exceeded its time limit and was stopped. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs synchronous work, and stops it at a time limit. It can stop an endless loop and a regular expression with
 * catastrophic backtracking. It calls the work from a script with a timeout, because V8 can stop everything that such a
 * script calls.
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
 * Returns whether V8 stopped a script at its timeout. `instanceof Error` does not work, because the error belongs to
 * the context of the script.
 */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
