import { withPdf } from './open-pdf.ts';
import { runTool, ToolMissing } from './run-tool.ts';
import { Unreadable } from './unreadable.ts';

/** Draws the first page of a PDF as PNG, `longEdge` pixels long. */
export async function drawPage(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  return (await hasCanvas()) ? drawWithCanvas(path, longEdge, signal) : drawWithPoppler(path, longEdge, signal);
}

/** What pdfjs draws on is an optional dependency of its, which not every platform gets. */
async function hasCanvas(): Promise<boolean> {
  try {
    await import('@napi-rs/canvas');
    return true;
  } catch {
    return false;
  }
}

function drawWithCanvas(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  return withPdf(path, signal, async (pdf) => {
    const { createCanvas } = await import('@napi-rs/canvas');
    const page = await pdf.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: longEdge / Math.max(width, height) });
    const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
    // pdfjs says that it wants a browser's canvas, and draws on this one.
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: 'white' }).promise;
    return canvas.toBuffer('image/png');
  });
}

async function drawWithPoppler(path: string, longEdge: number, signal: AbortSignal): Promise<Buffer> {
  try {
    return await runTool(
      'pdftoppm',
      ['-png', '-singlefile', '-f', '1', '-l', '1', '-scale-to', String(longEdge), path],
      { signal, timeoutSeconds: 120 },
    );
  } catch (error) {
    if (!(error instanceof ToolMissing)) throw error;
    throw new Unreadable(
      'The server has nothing to draw PDF pages with. Install poppler (pdftoppm) there, then try again.',
    );
  }
}
