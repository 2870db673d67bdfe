import './scalars.ts';
import './errors.ts';
import './content/image.ts';
import './content/video.ts';
import './content/audio.ts';
import './content/text.ts';
import './content/document.ts';
import './content/file.ts';
import './dataset-items.ts';
import './viewer.ts';
import './sign-in.ts';
import './api-token.ts';
import './create-dataset.ts';
import './request-uploads.ts';
import './publish-ingest-session.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
