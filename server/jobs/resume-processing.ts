import { resumeProcessing as resume } from '#domain/processing/resume-processing.ts';
import { implement } from './kit.ts';

/** Queues the processing of files whose job was lost in a crash. */
export const resumeProcessing = implement('resumeProcessing', (_payload, { databases }) => resume(databases.system));
