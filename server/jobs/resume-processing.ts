import { resumeProcessing as resume } from '#domain/processing/resume-processing.ts';
import { implement } from './kit.ts';

/** Queues the processing that a crash has left without a job. */
export const resumeProcessing = implement('resumeProcessing', (_payload, { databases }) => resume(databases.system));
