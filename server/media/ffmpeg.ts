/**
 * The formats ffmpeg may take a file for. Left out are those that lead elsewhere: playlists, lists of files, scripts
 * and devices, by which a file could make the server read its own disk or the network.
 */
const formats = [
  '3g2,3gp,mj2,mov,mp4,m4a',
  'matroska,webm',
  'avi,asf,flv,mpeg,mpegts,mpegvideo,h264,hevc,ogg,mxf,gif',
  'aac,ac3,aiff,amr,au,caf,flac,mp3,wav,w64,eac3',
].join();

/** What stands before the name of every file ffmpeg or ffprobe is to read. */
export const guardedInput = [
  ...words('-protocol_whitelist file,pipe -format_whitelist'),
  formats,
  // No single piece of memory larger than this, in bytes.
  ...words('-max_alloc 1073741824'),
];

/** Arguments that need no quotes. */
export function words(text: string): string[] {
  return text.split(' ');
}

/** Always as a path, whatever it is called. */
export function inputPath(path: string): string {
  return `file:${path}`;
}
