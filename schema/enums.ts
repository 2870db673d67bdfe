import * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';

export const RoleEnum = builder.enumType('Role', {
  description: 'Role of a member. Each role includes the rights of the roles below it.',
  values: {
    OWNER: { description: 'Rights to everything, including making other owners.' },
    ADMIN: {
      description: 'Rights to manage members, tokens, schemas and restricted datasets, and to read the access log.',
    },
    PUBLISHER: { description: 'Rights to create datasets, publish to them, see drafts and share.' },
    VIEWER: { description: 'Rights to read, search and annotate.' },
  } satisfies Record<enums.Role, object>,
});

export const TokenScopeEnum = builder.enumType('TokenScope', {
  description: 'Scope of a token, within the role of its user.',
  values: {
    READ: { description: 'Right to read datasets, items and files.' },
    PUBLISH: { description: 'Right to open, fill and publish ingest sessions.' },
    ADMIN: { description: 'Right to administer the organization.' },
  } satisfies Record<enums.TokenScope, object>,
});

export const DatasetStatusEnum = builder.enumType('DatasetStatus', {
  description: 'Status in the life of a dataset.',
  values: {
    DRAFT: { description: 'Dataset without a revision. Only publishers see it.' },
    PUBLISHED: { description: 'Dataset with a revision to read.' },
    ARCHIVED: { description: 'Dataset that takes no new revisions, but can be read.' },
  } satisfies Record<enums.DatasetStatus, object>,
});

export const DatasetVisibilityEnum = builder.enumType('DatasetVisibility', {
  description: 'Members who see a dataset.',
  values: {
    ORGANIZATION: { description: 'Everybody in the organization.' },
    RESTRICTED: { description: 'Admins, and members with a grant.' },
  } satisfies Record<enums.DatasetVisibility, object>,
});

export const ItemTypeEnum = builder.enumType('ItemType', {
  description: 'Type of the content of an item, which decides how the viewer shows it.',
  values: {
    IMAGE: { description: 'Still picture.' },
    VIDEO: { description: 'Moving pictures, with or without audio.' },
    AUDIO: { description: 'Audio recording.' },
    TEXT: { description: 'Plain text or Markdown.' },
    DOCUMENT: { description: 'Document with pages, such as a PDF.' },
    TABLE: { description: 'Rows and columns: CSV, TSV, NDJSON or Parquet.' },
    FILE: { description: 'File of any other kind.' },
  } satisfies Record<enums.ItemType, object>,
});

export const AssetRoleEnum = builder.enumType('AssetRole', {
  description: 'Role of a file in its item.',
  values: {
    PRIMARY: { description: 'Content of the item.' },
    THUMBNAIL: { description: 'Small still picture of the content.' },
    PREVIEW: { description: 'Picture of at most 2,048 pixels, made from an image that browsers do not show.' },
    RENDITION: { description: 'Copy of a film or sound that browsers play.' },
    POSTER: { description: 'Still picture of a video, shown before it plays.' },
    STORYBOARD: { description: 'Small pictures of a video side by side, for its timeline.' },
    STORYBOARD_CUES: { description: 'WebVTT with the part of the storyboard for each stretch of a video.' },
    TRANSCRIPT: { description: 'Transcript or captions, with times.' },
    WAVEFORM: { description: 'Peaks of the audio as JSON, for drawing.' },
    FRAME_TIMES: { description: 'Start of each frame of a video, as JSON.' },
    TABLE_SUMMARY: { description: 'Columns, figures and first rows of a table, as JSON.' },
    ATTACHMENT: { description: 'Additional file.' },
  } satisfies Record<enums.AssetRole, object>,
});

export const ProcessingStateEnum = builder.enumType('ProcessingState', {
  description: 'State of a processing step.',
  values: {
    PENDING: { description: 'Step that waits for a worker.' },
    RUNNING: { description: 'Step that a worker is processing.' },
    DONE: { description: 'Step that succeeded.' },
    FAILED: { description: 'Step that failed. Its `reason` says why.' },
    NOT_APPLICABLE: { description: 'Step with nothing to do. Its `reason` may say why.' },
  } satisfies Record<enums.ProcessingState, object>,
});

export const AnnotationKindEnum = builder.enumType('AnnotationKind', {
  description:
    'Shape of an annotation. Coordinates are fractions of the picture, from 0 to 1, from its top left corner.',
  values: {
    BOX: { description: 'Rectangle: `{ x, y, width, height }`.' },
    POLYGON: { description: 'Closed line: `{ points: [[x, y], …] }`.' },
    POLYLINE: { description: 'Open line: `{ points: [[x, y], …] }`.' },
    POINT: { description: 'Point: `{ x, y }`.' },
    TIME_RANGE: { description: 'Part of the recording: `{ startSeconds, endSeconds }`.' },
    TEXT_SPAN: { description: 'Part of the text: `{ start, end }`, in UTF-16 code units.' },
    CLASSIFICATION: { description: 'Label for the whole item: `{}`.' },
  } satisfies Record<enums.AnnotationKind, object>,
});

export const AnnotationSourceEnum = builder.enumType('AnnotationSource', {
  description: 'Source of an annotation: the publisher or a reviewer.',
  values: {
    PUBLISHER: { description: 'Manifest of the publisher. Publishing again replaces the annotation.' },
    REVIEWER: { description: 'Member of the organization. Publishing again keeps the annotation.' },
  } satisfies Record<enums.AnnotationSource, object>,
});
