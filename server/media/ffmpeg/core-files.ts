import { fstatSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

/** The part of Emscripten's file system that is used here. It lives in memory and has no way to the disk. */
export interface CoreFileSystem {
  createDataFile(parent: string, name: string, bytes: Uint8Array, canRead: boolean, canWrite: boolean): void;
  lookupPath(path: string): { node: CoreFile };
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: { write: WriteBytes }): void;
  mkdev(path: string, mode: number, device: number): void;
  getStream(descriptor: number): object;
  close(stream: object): void;
  open(path: string, flags: string): { fd: number };
}

interface CoreFile {
  contents: Uint8Array;
  usedBytes: number;
  stream_ops: { read: ReadBytes };
}

type ReadBytes = (stream: object, buffer: Int8Array, offset: number, length: number, position: number) => number;
type WriteBytes = (stream: object, buffer: Int8Array, offset: number, length: number) => number;

/** The only file that the npm build sees. */
export const visiblePath = '/input';

/** The file that the npm build may write. */
export const visibleOutput = '/output';

/** Stores the file that was written in memory under a path of the disk. */
export function saveOutput(files: CoreFileSystem, path: string): void {
  const { contents, usedBytes } = files.lookupPath(visibleOutput).node;
  writeFileSync(path, contents.subarray(0, usedBytes));
}

/** Makes a file of the disk readable as `visiblePath`. Its bytes are read when they are needed. */
export function showFile(files: CoreFileSystem, path: string): void {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  files.createDataFile('/', visiblePath.slice(1), new Uint8Array(0), true, false);
  const { node } = files.lookupPath(visiblePath);
  Object.defineProperty(node, 'usedBytes', { get: () => size });
  node.stream_ops = {
    ...node.stream_ops,
    read: (_stream, buffer, offset, length, position) => readSync(descriptor, buffer, offset, length, position),
  };
}

/** Connects standard output (1) or standard error (2) with that of this process, byte by byte. */
export function connectOutput(files: CoreFileSystem, descriptor: 1 | 2): void {
  const device = files.makedev(70, descriptor);
  files.registerDevice(device, {
    write(_stream, buffer, offset, length) {
      for (let written = 0; written < length; ) {
        written += writeWhenReady(descriptor, buffer, offset + written, length - written);
      }
      return length;
    },
  });
  const path = `/dev/output${descriptor}`;
  files.mkdev(path, 0o222, device);
  files.close(files.getStream(descriptor));
  // As in POSIX, a file gets the lowest descriptor that is free.
  const opened = files.open(path, 'w');
  if (opened.fd !== descriptor)
    throw new Error(`The output was opened as file descriptor ${opened.fd} instead of ${descriptor}.`);
}

const pauseMilliseconds = 2;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Writes what fits into a pipe. Waits while it is full and its descriptor does not wait itself. */
function writeWhenReady(descriptor: number, buffer: Int8Array, offset: number, length: number): number {
  for (;;) {
    try {
      return writeSync(descriptor, buffer, offset, length);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, pauseMilliseconds);
    }
  }
}
