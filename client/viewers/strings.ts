import type { EncodingSource } from '#formats/decode-text.ts';
import type { ColumnType } from '#formats/tables/table-file.ts';
import type { TableFault } from '#formats/tables/unreadable-table.ts';
import { countOf, formatCount, formatPercent } from '../ui/format.ts';

/** Words of the viewers of items and files. */

export const loading = 'Loading…';
export const download = 'Download';
export const downloadNamed = (name: string): string => `Download ${name}`;
export const downloadFailed = (name: string): string => `Couldn’t download ${name}. Try again.`;
export const tryAgain = 'Try again';
export const showMore = 'Show more';
export const totalSize = (size: string): string => `${size} in total`;
export const labelWithPercent = (label: string, share: number): string => `${label} ${formatPercent(share)}`;

// Files that a browser cannot show
export const cannotShowFile = 'This file can’t be displayed';
export const cannotShowFileHint = 'Couldn’t load the file. Try again, or download it.';
export const cannotShowImage = 'This image can’t be displayed';
export const damagedImage = 'The file didn’t load, or is damaged. Try again, or download it.';
export const viewerFailed = 'Something went wrong. Try again, or download the file from the inspector.';
export const reloadForType = 'This page is out of date. Reload it to see this type of item.';
export const noPreview = 'No preview';
export const noPreviewOf = (contentType: string): string => `Files of type ${contentType} can’t be previewed.`;
export const notText = 'This is not text';
export const notTextHint = (contentType: string): string =>
  `The file is declared as ${contentType}, but it isn’t text in a known encoding. Download it to open it.`;
export const emptyFile = 'This file is empty.';
export const fileBeginning = 'This is the beginning of the file. Download it to see the rest.';
export const storeError = (status: number): string => `The object store returned status ${status}.`;
export const encodings: Record<EncodingSource, string | null> = {
  BYTE_ORDER_MARK: 'byte order mark',
  DECLARED: 'declared',
  UTF_16: null,
  UTF_8: null,
  DETECTED: 'detected',
};
export const decodedAs = (encoding: string, how: string | null): string =>
  how ? `Decoded as ${encoding} (${how})` : `Decoded as ${encoding}`;

// Metadata
export const emptyList = 'empty list';
export const emptyObject = 'empty';
export const emptyText = 'empty text';
export const nothing = 'null';
export const showMoreEntries = (count: number): string => `Show ${formatCount(count)} more`;

// Images
export const image = 'Image';
export const previewOf = (contentType: string): string => `Preview of ${contentType}`;
export const firstPageOf = (contentType: string, pageCount: number): string =>
  `${previewOf(contentType)}, page 1 of ${formatCount(pageCount)}`;
export const previewPending = (contentType: string): string =>
  `Browsers can’t display ${contentType}. A preview is being created.`;
export const previewFailed = (contentType: string, reason: string | null | undefined): string =>
  `Browsers can’t display ${contentType}. ${reason ?? 'A preview couldn’t be created.'}`;
export const pixelAt = (x: number, y: number): string => `x ${x}, y ${y}`;
export const zoom = 'Zoom';
export const zoomIn = 'Zoom in';
export const zoomOut = 'Zoom out';
export const fit = 'Fit to window';
export const fitOrActualSize = 'Fit to window or actual size';
export const actualSize = 'Actual size';
export const moveLeft = 'Move left';
export const moveRight = 'Move right';
export const moveUp = 'Move up';
export const moveDown = 'Move down';
export const scale = (percentage: string): string => `${percentage}%`;
export const classifications = 'Classifications';

// Video and audio
export const player = 'Player';
export const play = 'Play';
export const pause = 'Pause';
export const playOrPause = 'Play or pause';
export const back5Seconds = 'Back 5 seconds';
export const forward5Seconds = 'Forward 5 seconds';
export const backOneFrame = 'Back one frame';
export const forwardOneFrame = 'Forward one frame';
export const backwards = 'Play backwards, faster each time';
export const stop = 'Stop';
export const forwards = 'Play, faster each time';
export const faster = 'Faster';
export const slower = 'Slower';
export const frame = (number: number, count: number | undefined): string =>
  count === undefined ? `frame ${number}` : `frame ${number} / ${count - 1}`;
export const frameTip = (count: number | undefined): string =>
  count === undefined ? 'Frames are numbered from 0' : `${countOf(count, 'frame')}, numbered from 0`;
export const range = 'Range and loop';
export const rangeLooping = 'Range and loop (looping)';
export const loopRange = 'Loop the range';
export const loopAll = 'Loop';
export const markStart = 'Mark start';
export const markEnd = 'Mark end';
export const clearRange = 'Clear range';
export const toggleFullScreen = 'Full screen on or off';
export const backwardRate = (factor: number): string => `−${factor}×`;
export const speed = 'Speed';
export const rate = (factor: number): string => `${factor}×`;
export const speedOf = (factor: number): string => `Speed ${rate(factor)}`;
export const mute = 'Mute';
export const unmute = 'Unmute';
export const volume = 'Volume';
export const captions = 'Captions';
export const fullScreen = 'Full screen';
export const copied = 'Copied';
export const copyLinkTo = (time: string): string => `Copy link to ${time}`;
export const position = 'Position';
export const timeOf = (time: string, duration: string): string => `${time} of ${duration}`;
export const cannotPlayVideo = 'This video can’t be played';
export const cannotPlayAudio = 'This audio can’t be played';
export const noPicture = 'This browser can’t decode the picture.';
export const noSound = 'No sound: this browser can’t play the audio';
export const cannotPlayHere = 'This browser can’t play the file.';
export const renditionWaiting = 'A copy that plays here is queued.';
export const renditionRunning = 'A copy that plays here is being made. It starts when it is ready.';
export const renditionProgress = 'Progress of the copy';
export const renditionFailed = (reason: string): string => `No copy could be made: ${reason}`;
export const renditionUnknown = 'The server didn’t answer. Reload the page to try again.';
export const renditionPlayed = 'Converted copy. The download is the original.';
export const unplayedType = (contentType: string): string => `Browsers can’t play ${contentType} files.`;
export const unplayedVideo = (codec: string): string => `This browser can’t play video encoded as ${codec}.`;
export const unplayedAudio = (codec: string): string => `This browser can’t play audio encoded as ${codec}.`;

/** Names of codecs that browsers often cannot play. */
export const codecs: Record<string, string> = {
  hvc1: 'HEVC (H.265)',
  hev1: 'HEVC (H.265)',
  hevc: 'HEVC (H.265)',
  prores: 'Apple ProRes',
  theora: 'Theora',
  h263: 'H.263',
  mpeg4: 'MPEG-4 Part 2',
  mp4v: 'MPEG-4 Part 2',
  mpeg2video: 'MPEG-2',
  mpeg1video: 'MPEG-1',
  wmv3: 'Windows Media Video',
  mjpeg: 'Motion JPEG',
  alac: 'Apple Lossless',
};

// Transcripts
export const transcript = 'Transcript';
export const searchTranscript = 'Search transcript';
export const found = (count: number): string => `${formatCount(count)} found`;
export const transcriptLoading = 'Loading more…';
export const transcriptCut = 'Download the file to see the rest of the transcript.';
export const follow = 'Follow playback';

// Texts and documents
export const textOf = (name: string): string => `Text of ${name}`;
export const emptyTextFile = 'This text is empty.';
export const text = 'Text';
export const textView = 'View of the text';
export const readingView = 'Page';
export const linesView = 'Lines';
export const wrapLines = 'Wrap lines';
export const goToLine = 'Go to line';
export const linkToLine = (line: number): string => `Line ${formatCount(line)}`;
export const copyLinkToLine = (line: number): string => `Copy link to line ${formatCount(line)}`;
export const copyText = 'Copy text';
export const lineCount = (count: number): string => countOf(count, 'line');
export const tooManyLines = 'The rest has too many lines to show. Download the file to see it.';
export const readingText = (share: number): string => `Reading the text: ${formatPercent(share)}`;
export const findInText = 'Find in text';
export const matchCase = 'Match case';
export const regularExpression = 'Regular expression';
export const invalidExpression = 'Invalid expression';
export const previousMatch = 'Previous match';
export const nextMatch = 'Next match';
export const closeFind = 'Close search';
export const matchCount = (number: number, count: number, status: FindStatus): string => {
  const total = `${formatCount(count)}${status === 'done' ? '' : '+'}`;
  const place = number > 0 ? `${formatCount(number)} of ${total}` : count > 0 ? total : '';
  const words = findStatuses[status];
  return count === 0 && status === 'done' ? 'No matches' : [place, words].filter(Boolean).join(' · ');
};
type FindStatus = 'running' | 'done' | 'cut' | 'slow' | 'failed';
const findStatuses: Record<FindStatus, string> = {
  running: 'Searching…',
  done: '',
  cut: 'too many matches',
  slow: 'the expression takes too long',
  failed: 'couldn’t read the file',
};
export const document = 'Document';
export const pagesOf = (name: string): string => `Pages of ${name}`;
export const page = (number: number): string => `Page ${number}`;
export const previousPage = 'Previous page';
export const nextPage = 'Next page';
export const fitWidth = 'Fit to width';
export const pageFailed = 'Couldn’t display this page.';
export const invalidPdf = 'The file didn’t load, or isn’t a valid PDF. Try again, or download it.';
export const noDocumentViewer = (contentType: string): string =>
  `Documents of type ${contentType} can’t be displayed. Download the file to open it.`;
export const missingResource = (name: string): string => `${name} doesn’t exist.`;
export const resourceFailed = (name: string): string => `Couldn’t load ${name}.`;
export const passwordTitle = 'This document is protected by a password';
export const password = 'Password';
export const passwordHint = 'Your password stays in this tab. It isn’t sent to the server.';
export const wrongPassword = 'Wrong password. Try again.';
export const open = 'Open';

// Tables
export const tableOf = (name: string): string => `Table ${name}`;
export const cannotShowTable = 'This table can’t be displayed';
export const tableFaults: Record<TableFault | 'TOO_SLOW' | 'UNKNOWN' | 'NOT_LOADED', string> = {
  TABLE_NOT_TEXT: 'The file isn’t text, so it has no rows to show. Download it to open it.',
  TABLE_UTF_32: 'Tables in UTF-32 can’t be displayed. Download the file to open it.',
  TABLE_ROW_TOO_LONG: 'A row has more than 80 MB, or a quotation mark is never closed. Download the file to open it.',
  TABLE_NOT_JSON: 'The file doesn’t have one JSON value on each line. Download it to open it.',
  PARQUET_DAMAGED: 'The file is damaged or incomplete, or isn’t a Parquet file.',
  PARQUET_ENCRYPTED: 'The file is encrypted. Download it to open it with its keys.',
  PARQUET_CODEC: 'The file is compressed with LZO, which can’t be displayed. Download it to open it.',
  PARQUET_TOO_LARGE: 'The file has pages or a directory that are too large to display. Download it to open it.',
  TOO_SLOW: 'Reading the file takes too long. Download it to open it.',
  UNKNOWN: 'Something went wrong while reading the file. Download it to open it.',
  NOT_LOADED: 'Couldn’t load the file. Try again, or download it.',
};
export const columnTypes: Record<ColumnType, string> = {
  BOOLEAN: 'boolean',
  INTEGER: 'integer',
  NUMBER: 'number',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  TEXT: 'text',
  BINARY: 'binary',
  NESTED: 'nested',
};
export const encryptedColumn = 'encrypted';
export const rowNumber = 'Row';
export const filterRows = 'Filter rows';
export const filterColumn = 'Column to filter';
export const allColumns = 'All columns';
export const arrangeFailed = 'Couldn’t sort or filter the rows.';
export const noRows = 'No rows';
export const tableSize = (rows: number, columns: number): string =>
  `${countOf(rows, 'row')}, ${countOf(columns, 'column')}`;
export const filteredRows = (shown: number, total: number): string =>
  `${formatCount(shown)} of ${countOf(total, 'row')}`;
export const rowsSoFar = (rows: number, share: number): string =>
  `${countOf(rows, 'row')} in the first ${formatPercent(share)} of the file. Scroll down to read more.`;
export const invalidRows = (count: number): string => `${countOf(count, 'line')} not valid JSON, shown as text`;
export const tooLargeToSort = (size: string): string =>
  `Sorting and filtering work up to 50 MB. This file has ${size}.`;
export const rowsNotLoaded = 'Couldn’t load these rows.';
export const showCell = 'Show cell';
export const copyAs = (format: string): string => `Copy as ${format}`;
export const copyFailed = 'Couldn’t copy the cells.';
export const tooMuchToCopy = 'The selection is too large for the clipboard. Select fewer cells.';
export const figuresOfFirst = 'Figures are of the first 1,000 rows.';
export const missingValues = (count: number): string => `${formatCount(count)} missing`;
export const distinctValues = (count: number): string => countOf(count, 'distinct value');
export const valueRange = (least: string, most: string): string => `${least} to ${most}`;
export const figuresOf = (figures: {
  rowCount: number;
  distinctCount: number;
  missingCount: number;
  min: string | null;
  max: string | null;
}): string => {
  const { rowCount, distinctCount, missingCount, min, max } = figures;
  const limits = min === null || max === null ? '' : `${valueRange(min, max)}, `;
  return `${limits}${distinctValues(distinctCount)}, ${missingValues(missingCount)}, first ${countOf(rowCount, 'row')}`;
};
export const cellTitle = (column: string, row: number): string => `${column}, row ${formatCount(row)}`;
export const characterCount = (count: number): string => countOf(count, 'character');
export const cellBeginning = 'This is the beginning of the value. Download the file to see the rest.';
