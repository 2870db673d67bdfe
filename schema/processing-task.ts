import type { ProcessingTask } from '#domain/assets/file-kind.ts';
import { noTask } from '#domain/assets/processing-of-file.ts';
import { builder } from './builder.ts';

/** Names of the tasks in the API, by their stored names. */
const tasks = {
  measurePicture: { name: 'MEASURE_PICTURE', description: 'Measurement of the width and height of an image.' },
  makeThumbnail: { name: 'MAKE_THUMBNAIL', description: 'Creation of the thumbnail of an image.' },
  makePreview: {
    name: 'MAKE_PREVIEW',
    description: 'Creation of a preview of an image that is large, or that browsers do not show.',
  },
  measurePlayback: {
    name: 'MEASURE_PLAYBACK',
    description: 'Measurement of duration, size and codecs of a recording.',
  },
  makePoster: { name: 'MAKE_POSTER', description: 'Creation of the poster of a video.' },
  makeStoryboard: {
    name: 'MAKE_STORYBOARD',
    description: 'Creation of the small pictures for the timeline of a video.',
  },
  makeWaveform: { name: 'MAKE_WAVEFORM', description: 'Computation of the waveform of a recording.' },
  countFrames: { name: 'COUNT_FRAMES', description: 'Count and exact times of the frames of a video.' },
  extractSubtitles: { name: 'EXTRACT_SUBTITLES', description: 'Extraction of the subtitles inside a video.' },
  makePageThumbnail: { name: 'MAKE_PAGE_THUMBNAIL', description: 'Creation of the thumbnail of a first page.' },
  summarizeTable: {
    name: 'SUMMARIZE_TABLE',
    description: 'Reading of the columns and first rows of a table, and count of its rows.',
  },
  extractText: { name: 'EXTRACT_TEXT', description: 'Extraction of text for the search.' },
  indexTranscript: { name: 'INDEX_TRANSCRIPT', description: 'Reading of a transcript for the search.' },
  [noTask]: { name: 'PROCESS_FILE', description: 'Placeholder for a file that needs no processing.' },
} as const satisfies Record<ProcessingTask | typeof noTask, { name: string; description: string }>;

type TaskName = (typeof tasks)[keyof typeof tasks]['name'] | 'OTHER';

export const ProcessingTaskEnum = builder.enumType('ProcessingTask', {
  description: 'Task of the worker that makes a file viewable.',
  values: {
    ...(Object.fromEntries(Object.values(tasks).map(({ name, description }) => [name, { description }])) as Record<
      Exclude<TaskName, 'OTHER'>,
      { description: string }
    >),
    OTHER: { description: 'Task of another version of the server.' },
  },
});

/** Returns the API name of a stored task. */
export function taskNameOf(task: string): TaskName {
  return Object.hasOwn(tasks, task) ? tasks[task as keyof typeof tasks].name : 'OTHER';
}

/** Returns an SQL expression for the API name of a stored task. */
export function taskNameSql(column: string): string {
  const cases = Object.entries(tasks).map(([task, { name }]) => `WHEN '${task}' THEN '${name}'`);
  return `CASE ${column} ${cases.join(' ')} ELSE 'OTHER' END`;
}
