import { Unreadable } from '../unreadable.ts';
import { drawWithCanvas } from './draw-with-canvas.ts';
import { NoCanvas, noCanvas } from './no-canvas.ts';
import { openPdf } from './open-pdf.ts';
import { readPages } from './read-pages.ts';

/**
 * Reads one PDF in a separate process, which the worker can end at any time and whose memory is separate. Usage:
 * `pdf-process.ts draw|text|count <path> <pixels|characters|0>`. Writes the result to standard output. With exit code
 * 3, the reason of a failure is on standard error, with 4 the error itself. Node ends with 1 if it cannot load this
 * program.
 */
const [, , task, path = '', amount = ''] = process.argv;
const tasks: Record<string, () => Promise<Buffer | string>> = {
  draw: () => drawWithCanvas(path, Number(amount)),
  text: () => readPages(path, Number(amount)),
  count: async () => String((await openPdf(path)).numPages),
};
try {
  process.stdout.write(await tasks[task!]!());
} catch (error) {
  const reason = error instanceof Unreadable ? error.reason : error instanceof NoCanvas ? noCanvas : null;
  process.stderr.write(reason ?? String(error));
  process.exitCode = reason === null ? 4 : 3;
}
