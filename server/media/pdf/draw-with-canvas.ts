import { NoCanvas } from './no-canvas.ts';
import { openPdf } from './open-pdf.ts';

/** Draws the first page of a PDF as PNG. Its long edge has `longEdge` pixels. */
export async function drawWithCanvas(path: string, longEdge: number): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas').catch(() => {
    throw new NoCanvas();
  });
  const pdf = await openPdf(path);
  const page = await pdf.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longEdge / Math.max(width, height) });
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  // The types of pdfjs require a browser's canvas, but it can draw on this one.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: 'white' }).promise;
  return canvas.toBuffer('image/png');
}
