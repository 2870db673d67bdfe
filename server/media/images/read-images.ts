import { Unreadable } from '../unreadable.ts';
import { contrast } from './contrast.ts';
import { hashPicture } from './hash-picture.ts';
import { type ImageAnswer, type ImageRequest, type ImageTask, type ImageTasks, ready } from './image-request.ts';
import { measure } from './measure.ts';
import { readHeader } from './read-header.ts';
import { shrink } from './shrink.ts';

/*
 * A process that reads images, one after another, for the worker that started it. Decoders run here. A file that makes
 * one crash, hang or fill the memory therefore stops only this process.
 */

const tasks: { [Task in ImageTask]: (input: ImageTasks[Task]['input']) => Promise<ImageTasks[Task]['output']> } = {
  measure,
  header: readHeader,
  shrink,
  contrast,
  thumbhash: hashPicture,
};

process.on('message', (request: ImageRequest) => {
  void answer(request).then((message) => process.send!(message));
});
process.on('disconnect', () => process.exit());
process.send!(ready);

async function answer({ task, input }: ImageRequest): Promise<ImageAnswer> {
  try {
    return { output: await tasks[task](input as never) };
  } catch (error) {
    if (!(error instanceof Unreadable)) return { error: error instanceof Error ? (error.stack ?? '') : String(error) };
    return { reason: error.reason, details: error.cause instanceof Error ? error.cause.message : '' };
  }
}
