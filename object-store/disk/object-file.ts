import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ObjectMetadata } from './object-metadata.ts';
import { isMissing } from './system-errors.ts';

/*
 * One file holds one object: its bytes, its metadata as JSON, the length of the JSON, and a mark. One rename therefore
 * creates, replaces or deletes an object together with its metadata.
 */
const mark = Buffer.from('VITROBJ1');
const endByteSize = 4 + mark.length;
/** Number of bytes that are read from the end of a file. They include the metadata of nearly every object. */
const tailByteSize = 4096;

export function encodeTail(metadata: ObjectMetadata): Buffer {
  const json = Buffer.from(JSON.stringify(metadata));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([json, length, mark]);
}

export interface OpenObject {
  metadata: ObjectMetadata;
  file: FileHandle;
}

/** Opens an object for reading. Returns `null` if it does not exist. The caller must close the file. */
export async function openObject(path: string): Promise<OpenObject | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return { metadata: readMetadata(file.fd, path), file };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/*
 * Reads metadata with four short synchronous calls, which the system serves from memory. Passing each to a thread would
 * take many times as long, and every PUT and HEAD needs them.
 */
export function findMetadata(path: string): ObjectMetadata | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return readMetadata(file, path);
  } finally {
    closeSync(file);
  }
}

function readMetadata(file: number, path: string): ObjectMetadata {
  const { size } = fstatSync(file);
  const tail = readEnd(file, size, tailByteSize);
  const jsonByteSize = tail.length < endByteSize ? 0 : tail.readUInt32BE(tail.length - endByteSize);
  if (!tail.subarray(-mark.length).equals(mark) || jsonByteSize + endByteSize > size) {
    throw new Error(`${path} is not a whole object: its end is missing.`);
  }
  const whole = jsonByteSize + endByteSize > tail.length ? readEnd(file, size, jsonByteSize + endByteSize) : tail;
  const json = whole.toString('utf8', whole.length - endByteSize - jsonByteSize, whole.length - endByteSize);
  return JSON.parse(json) as ObjectMetadata;
}

function readEnd(file: number, fileByteSize: number, byteSize: number): Buffer {
  const length = Math.min(fileByteSize, byteSize);
  const buffer = Buffer.alloc(length);
  const bytesRead = readSync(file, buffer, 0, length, fileByteSize - length);
  return buffer.subarray(0, bytesRead);
}
