import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageUnavailable } from '#domain/errors.ts';
import { AlreadyRunning, FolderNotWritable } from '#system/data-lock.ts';
import { BadEnvironment } from './environment.ts';
import { StartRefused } from './start-refused.ts';

const selfExplaining = [BadEnvironment, AlreadyRunning, FolderNotWritable, StartRefused];

/**
 * Returns why the server cannot start and what to do about it, without secrets. Returns null for an error that is a
 * bug.
 */
export function explainFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (selfExplaining.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof StorageUnavailable) {
    return explainDown(codeOf(error.cause));
  }
  if (error instanceof S3ServiceException) return explainStore(error);
  return explainSystem(error);
}

function explainDown(code: string | null): string {
  const failure = `The object store is not responding (${code ?? 'the request timed out'}).`;
  if (code === 'ENOTFOUND') {
    return `${failure} Its host name is unknown: check S3_ENDPOINT and S3_REGION, and S3_FORCE_PATH_STYLE, which decides whether the bucket is a part of the name.`;
  }
  if (code === 'EPROTO') return `${failure} S3_ENDPOINT begins with https:, but the store does not speak TLS there.`;
  return `${failure} Check S3_ENDPOINT and whether the store is running.`;
}

function explainStore({ name, $metadata: { httpStatusCode: status } }: S3ServiceException): string {
  const refusal = `The object store refuses the bucket or its keys (${name === 'Unknown' || name === 'UnknownError' ? `HTTP ${status}` : name})`;
  if (status === 301 || status === 307 || name === 'AuthorizationHeaderMalformed') {
    return `${refusal}. The bucket is in another region: check S3_REGION and S3_ENDPOINT.`;
  }
  if (status === 403 || status === 401) {
    return `${refusal}. Check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, whether they may use S3_BUCKET, and the clock of this machine.`;
  }
  return `${refusal}. Check S3_ENDPOINT, S3_BUCKET and S3_FORCE_PATH_STYLE.`;
}

interface SystemError extends Error {
  code?: string;
  syscall?: string;
  path?: string;
  address?: string;
  hostname?: string;
  port?: number;
}

/** Explains errors of the operating system about addresses to listen on and about files. */
function explainSystem({ code = '', syscall, path, address, hostname, port }: SystemError): string | null {
  const place = port === undefined ? address : `${address?.includes(':') ? `[${address}]` : address}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return `The port ${port ?? ''} is taken${address ? ` on ${address}` : ''}. Set PORT (or METRICS_PORT, HEALTH_PORT, OBJECT_STORE_PORT) to another one, or stop the process that uses it.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${address}. Set HOST (or METRICS_HOST) to one of its addresses, or to 0.0.0.0 for all of them.`;
    case 'EAFNOSUPPORT':
      return `This machine does not support the address ${address}. Set HOST to another one, such as 0.0.0.0.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${hostname} cannot be resolved (${code}). Check HOST and METRICS_HOST.`;
    case 'EACCES':
    case 'EPERM':
      if (syscall === 'listen') return `The port of ${place} needs root privileges. Set PORT to 1024 or higher.`;
      return path
        ? `${path} cannot be written or read (${code}). Give the user of this process access to it, or set DATA_DIR to another folder.`
        : null;
    case 'EROFS':
      return `${path} is on a read-only file system. Set DATA_DIR to a folder that can be written.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full${path ? `: ${path} cannot be written` : ''} (${code}). Make room, or set DATA_DIR to a folder on another disk.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return path ? `${path} is a file or below a file, where a folder is needed. Set DATA_DIR to a folder.` : null;
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return path
        ? `A folder cannot have this path (${code}): ${path.slice(0, 300)}. Set DATA_DIR to another folder.`
        : null;
    case 'ENOENT':
      return path && syscall === 'mkdir' ? `${path} cannot be created. Set DATA_DIR to another folder.` : null;
    default:
      return null;
  }
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : null;
}
