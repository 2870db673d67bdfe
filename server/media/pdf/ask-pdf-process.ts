import { serverScript } from '../../project-files.ts';
import { runTool, ToolFailed } from '../run-tool.ts';
import { Unreadable } from '../unreadable.ts';

const mostHeapMegabytes = 512;
const timeoutSeconds = 120;
const exitCodeForPeople = 3;

/** Has a PDF drawn (PNG) or its text read (UTF-8), away from this process. */
export async function askPdfProcess(
  task: 'draw' | 'text',
  path: string,
  amount: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const { execArgv, script } = serverScript('media/pdf/pdf-process');
  const args = [`--max-old-space-size=${mostHeapMegabytes}`, ...execArgv, script, task, path, String(amount)];
  try {
    return await runTool(process.execPath, args, { signal, timeoutSeconds, toolName: 'The PDF reader' });
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    const isForPeople = error.exitCode === exitCodeForPeople && error.output !== '';
    const message = 'The document could not be read. It may be damaged, or take more memory than there is for it.';
    throw new Unreadable(isForPeople ? error.output : message, { cause: error });
  }
}
