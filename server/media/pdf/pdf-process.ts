import { Unreadable } from '../unreadable.ts';
import { drawWithCanvas } from './draw-with-canvas.ts';
import { readPages } from './read-pages.ts';

/**
 * Reads one PDF in a process of its own, which the worker can end at any moment and which takes only its own memory:
 * `pdf-process.ts draw|text <path> <pixels|characters>`. Answers on standard output; what people should know of a
 * failure stands on standard error, with exit code 3.
 */
const [, , task, path = '', amount = ''] = process.argv;
try {
  const answer = task === 'draw' ? await drawWithCanvas(path, Number(amount)) : await readPages(path, Number(amount));
  process.stdout.write(answer);
} catch (error) {
  process.stderr.write(error instanceof Unreadable ? error.message : String(error));
  process.exitCode = error instanceof Unreadable ? 3 : 1;
}
