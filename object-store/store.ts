import type { MultipartUploads } from './disk/multipart-uploads.ts';
import type { ObjectFiles } from './disk/object-files.ts';
import type { Credentials } from './signing/authenticate.ts';

/** Parts of a store that the handlers of requests use. */
export interface Store extends Credentials {
  bucket: string;
  allowedOrigins: readonly string[];
  files: ObjectFiles;
  uploads: MultipartUploads;
  now: () => Date;
  onError: (error: unknown, requestId: string) => void;
}
