import {
  maxDocumentByteSize,
  maxFramePixels,
  maxPixels,
  maxRenditionSeconds,
  maxSourceByteSize,
  maxTranscriptByteSize,
} from './limits.ts';

const megabyte = 1024 ** 2;

/** Reasons why a file cannot be processed, in sentences for users. They never contain output of tools or libraries. */
export const reasons = {
  FILE_GONE: 'The file is no longer in the object store.',
  FILE_TOO_LARGE: `Files of more than ${maxSourceByteSize / 1024 ** 3} GB are stored but not processed.`,
  TOO_SLOW: 'Reading the file takes longer than the server allows for one file.',
  TOO_MUCH_MEMORY: 'Reading the file takes more memory than the server allows for one file.',
  TOO_MUCH_OUTPUT: 'The file decodes to more data than the server allows for one file.',
  PROCESS_ENDED: "The program that reads such files ended unexpectedly. The worker's log has the details.",
  NOT_TEXT: 'The file is not text.',
  TABLE_NOT_TEXT: 'The file is not text, so it has no rows that can be read.',
  TABLE_UTF_32: 'Tables in UTF-32 are not read. Publish the file as UTF-8.',
  TABLE_ROW_TOO_LONG: 'The table has a row of more than 80 MB, or a quotation mark that is never closed.',
  TABLE_NOT_JSON: 'The file does not have one JSON value on each line.',
  PARQUET_DAMAGED: 'The Parquet file is damaged or incomplete, or is not a Parquet file.',
  PARQUET_ENCRYPTED: 'The Parquet file is encrypted.',
  PARQUET_CODEC: 'The Parquet file is compressed in a way that is not decoded here (LZO).',
  PARQUET_TOO_LARGE: 'The Parquet file has pages or a directory that are too large to be read in parts.',
  IMAGE_DAMAGED: 'The image cannot be read. It may be damaged or incomplete.',
  IMAGE_NOT_DECODED: 'Images of this format are not supported. Download the file to open it.',
  IMAGE_TOO_LARGE: `The image has more than ${maxPixels.toLocaleString('en')} pixels, the limit for decoding.`,
  IMAGE_WITHOUT_VALUES: 'The image has no values that can be shown.',
  DRAWING_DAMAGED: 'The drawing cannot be rendered. It may be damaged or not a valid SVG.',
  FFMPEG_MISSING:
    'The server has no ffmpeg, which this file needs. Install ffmpeg on the server, restart it, then try again.',
  CODEC_MISSING: 'The ffmpeg of the server has no decoder for this file. Another build of ffmpeg may have one.',
  MEDIA_DAMAGED: 'The video or audio cannot be read. The file may be damaged, or its format is not supported.',
  MEDIA_EMPTY: 'The file contains neither video nor audio.',
  FRAME_TOO_LARGE: `The video has frames of more than ${maxFramePixels.toLocaleString('en')} pixels, the limit for decoding.`,
  MEDIA_TOO_LONG: `Video and audio of more than ${maxRenditionSeconds / 3_600} hours is not converted.`,
  NO_FRAME: 'No frame of the video can be decoded.',
  NO_SOUND: 'The file has no audio that can be decoded.',
  POPPLER_MISSING:
    'The server has no program to draw PDF pages. Install poppler (pdftoppm) on the server, then try again.',
  PDF_PASSWORD: 'The document is protected by a password.',
  PDF_DAMAGED: 'The document is damaged, or not a PDF.',
  PDF_TOO_LARGE: `Documents of more than ${maxDocumentByteSize / megabyte} MB are not processed.`,
  TRANSCRIPT_TOO_LARGE: `Transcripts of more than ${maxTranscriptByteSize / megabyte} MB are not processed.`,
  TRANSCRIPT_NOT_JSON: 'The transcript is not valid JSON.',
  TRANSCRIPT_NOT_XML: 'The transcript is not valid XML.',
  TRANSCRIPT_UNKNOWN: 'The format of the transcript is not supported. Use WebVTT, SubRip, ASS, SBV, TTML, LRC or JSON.',
  TRANSCRIPT_WITHOUT_CUES: 'The transcript has no readable cues.',
} as const satisfies Record<string, string>;

export type UnreadableCause = keyof typeof reasons;

/** A file is invalid, or exceeds the limits of this server. Another attempt would not help. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: UnreadableCause;
  /** Technical details go to the log, as `options.cause`. */
  constructor(reason: UnreadableCause, options?: ErrorOptions) {
    super(reasons[reason], options);
    this.reason = reason;
  }
}

export function isUnreadableCause(text: string): text is UnreadableCause {
  return Object.hasOwn(reasons, text);
}
