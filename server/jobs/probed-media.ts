import { type MediaMeasures, probeMedia } from '../media/probe-media.ts';
import type { SourceFile } from './source-file.ts';
import type { StepContext } from './step.ts';

type Input = Pick<StepContext, 'file' | 'ffmpeg' | 'signal'>;

const probed = new WeakMap<SourceFile, Promise<MediaMeasures>>();

/** Returns the streams and measures of a film or sound. The steps of a file share the result. */
export function probedMedia({ file, ffmpeg, signal }: Input): Promise<MediaMeasures> {
  let measures = probed.get(file);
  if (!measures) {
    measures = file.path().then((path) => probeMedia(ffmpeg, path, signal));
    probed.set(file, measures);
    measures.catch(() => probed.delete(file));
  }
  return measures;
}
