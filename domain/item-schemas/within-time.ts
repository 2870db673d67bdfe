import { createContext, Script } from 'node:vm';

const script = new Script('work()');
const context = createContext({ work: undefined });

/** The work took longer than it was given, and was stopped where it was. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Runs synchronous work and stops it when it takes too long: an endless loop, or a regular expression that backtracks
 * for ever. V8 can do that to whatever is called from a script that runs with a timeout.
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  let result: { value: Result } | undefined;
  context['work'] = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new TookTooLong('Stopped.') : error;
  }
  return result!.value;
}
