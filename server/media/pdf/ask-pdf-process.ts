import { projectScript } from '#system/project-files.ts';
import { processLimits } from '../limits.ts';
import { runTool, ToolFailed } from '../run-tool.ts';
import { isUnreadableCause, Unreadable } from '../unreadable.ts';
import { NoCanvas, noCanvas } from './no-canvas.ts';

const maxHeapMegabytes = 512;
/** Exit code of the process when it writes a reason to standard error. */
const exitCodeOfReason = 3;
/** The exit code of Node if it cannot load the program, which says nothing about the file. */
const exitCodeOfNode = 1;

/** Draws a PDF (PNG), reads its text (UTF-8) or counts its pages in a separate process. */
export async function askPdfProcess(
  task: 'draw' | 'text' | 'count',
  path: string,
  amount: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const { execArgv, script } = projectScript('server/media/pdf/pdf-process');
  const args = [`--max-old-space-size=${maxHeapMegabytes}`, ...execArgv, script, task, path, String(amount)];
  try {
    return await runTool(process.execPath, args, {
      signal,
      limits: processLimits.pdf,
      missing: 'PROCESS_ENDED',
      failed: 'PDF_DAMAGED',
    });
  } catch (error) {
    if (error instanceof ToolFailed && error.exitCode === exitCodeOfNode) throw error.cause;
    if (!(error instanceof ToolFailed) || error.exitCode !== exitCodeOfReason) throw error;
    if (error.output === noCanvas) throw new NoCanvas();
    throw isUnreadableCause(error.output) ? new Unreadable(error.output, { cause: error }) : error;
  }
}
