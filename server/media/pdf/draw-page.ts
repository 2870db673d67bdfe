import { processLimits } from '../limits.ts';
import { runTool } from '../run-tool.ts';
import { askPdfProcess } from './ask-pdf-process.ts';
import { NoCanvas } from './no-canvas.ts';

/** Draws the first page of a PDF as PNG. Its long edge has `longEdge` pixels. */
export async function drawPage(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  try {
    return await askPdfProcess('draw', path, longEdge, signal);
  } catch (error) {
    if (!(error instanceof NoCanvas)) throw error;
    return drawWithPoppler(path, longEdge, signal);
  }
}

export async function drawWithPoppler(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  const args = ['-png', '-singlefile', '-f', '1', '-l', '1', '-scale-to', String(longEdge), path];
  return runTool('pdftoppm', args, {
    signal,
    limits: processLimits.pdf,
    missing: 'POPPLER_MISSING',
    failed: 'PDF_DAMAGED',
  });
}
