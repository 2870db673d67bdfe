import type { MultipartUploads } from './disk/multipart-uploads.ts';
import type { ObjectFiles } from './disk/object-files.ts';
import type { Credentials } from './signing/authenticate.ts';

/** What the answers to requests are made from. */
export interface Store extends Credentials {
  bucket: string;
  allowedOrigins: readonly string[];
  files: ObjectFiles;
  uploads: MultipartUploads;
  now: () => Date;
  onError: (error: unknown, requestId: string) => void;
}
