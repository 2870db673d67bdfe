import { runTool, ToolMissing } from '../run-tool.ts';
import { Unreadable } from '../unreadable.ts';
import { askPdfProcess } from './ask-pdf-process.ts';
import { saysNoCanvas } from './no-canvas.ts';

/** Draws the first page of a PDF as PNG, `longEdge` pixels long. */
export async function drawPage(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  try {
    return await askPdfProcess('draw', path, longEdge, signal);
  } catch (error) {
    if (!saysNoCanvas(error)) throw error;
    return drawWithPoppler(path, longEdge, signal);
  }
}

export async function drawWithPoppler(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  try {
    const args = ['-png', '-singlefile', '-f', '1', '-l', '1', '-scale-to', String(longEdge), path];
    return await runTool('pdftoppm', args, { signal, timeoutSeconds: 120 });
  } catch (error) {
    if (!(error instanceof ToolMissing)) throw error;
    throw new Unreadable(
      'The server has nothing to draw PDF pages with. Install poppler (pdftoppm) there, then try again.',
    );
  }
}
