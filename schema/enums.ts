import * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';

export const RoleEnum = builder.enumType('Role', {
  description: 'What a member may do; each role may do what the ones below it may.',
  values: {
    OWNER: { description: 'Everything, including making other owners.' },
    ADMIN: { description: 'Members, tokens, schemas, webhooks, the access log, restricted datasets.' },
    PUBLISHER: { description: 'Datasets, ingest sessions, drafts.' },
    VIEWER: { description: 'Look, search and annotate.' },
  } satisfies Record<enums.Role, object>,
});

export const TokenScopeEnum = builder.enumType('TokenScope', {
  description: 'What a token may do, within the role of its user.',
  values: {
    READ: { description: 'Read datasets, items and files.' },
    PUBLISH: { description: 'Open, fill and publish ingest sessions.' },
    ADMIN: { description: 'Administer the organization.' },
  } satisfies Record<enums.TokenScope, object>,
});

export const DatasetStatusEnum = builder.enumType('DatasetStatus', {
  description: 'Where a dataset is in its life.',
  values: {
    DRAFT: { description: 'Nothing has been published yet; only publishers see it.' },
    PUBLISHED: { description: 'Has a revision to look at.' },
    ARCHIVED: { description: 'Can be looked at, but takes no new revisions.' },
  } satisfies Record<enums.DatasetStatus, object>,
});

export const DatasetVisibilityEnum = builder.enumType('DatasetVisibility', {
  description: 'Which members see a dataset.',
  values: {
    ORGANIZATION: { description: 'All of the organization.' },
    RESTRICTED: { description: 'Admins, and those it was granted to.' },
  } satisfies Record<enums.DatasetVisibility, object>,
});

export const ItemTypeEnum = builder.enumType('ItemType', {
  description: 'The kind of content an item has; it decides which viewer shows it.',
  values: {
    IMAGE: { description: 'A still picture.' },
    VIDEO: { description: 'Moving pictures, with or without sound.' },
    AUDIO: { description: 'Sound.' },
    TEXT: { description: 'Plain text or Markdown.' },
    DOCUMENT: { description: 'Pages, such as a PDF.' },
    FILE: { description: 'Anything else.' },
  } satisfies Record<enums.ItemType, object>,
});

export const AssetRoleEnum = builder.enumType('AssetRole', {
  description: 'What a file is to its item.',
  values: {
    PRIMARY: { description: 'The content itself.' },
    THUMBNAIL: { description: 'A small still picture of it.' },
    PREVIEW: { description: 'A picture of up to 2,048 pixels, made of an image that browsers do not show.' },
    POSTER: { description: 'The picture shown before a video plays.' },
    TRANSCRIPT: { description: 'What is said in it, with times.' },
    WAVEFORM: { description: 'The peaks of its sound, for drawing.' },
    ATTACHMENT: { description: 'A file that goes with it.' },
  } satisfies Record<enums.AssetRole, object>,
});

export const ProcessingStateEnum = builder.enumType('ProcessingState', {
  description: 'How far a job is.',
  values: {
    PENDING: { description: 'Waiting for a worker.' },
    RUNNING: { description: 'A worker is on it.' },
    DONE: { description: 'Done.' },
    FAILED: { description: 'Given up; the reason stands beside it.' },
    NOT_APPLICABLE: { description: 'There is nothing to do, now or later; a reason may say why.' },
  } satisfies Record<enums.ProcessingState, object>,
});

export const AnnotationKindEnum = builder.enumType('AnnotationKind', {
  description:
    'The shape of an annotation. Coordinates are fractions of the picture, from 0 to 1, from its top left corner.',
  values: {
    BOX: { description: '`{ x, y, width, height }`' },
    POLYGON: { description: '`{ points: [[x, y], …] }`, closed.' },
    POLYLINE: { description: '`{ points: [[x, y], …] }`, open.' },
    POINT: { description: '`{ x, y }`' },
    TIME_RANGE: { description: '`{ startSeconds, endSeconds }`' },
    TEXT_SPAN: { description: '`{ start, end }`, in UTF-16 code units.' },
    CLASSIFICATION: { description: '`{}`: the label holds for the whole item.' },
  } satisfies Record<enums.AnnotationKind, object>,
});

export const AnnotationSourceEnum = builder.enumType('AnnotationSource', {
  description: 'Who made an annotation.',
  values: {
    PUBLISHER: { description: 'It came with the manifest, and changes with it.' },
    REVIEWER: { description: 'A member made it here; it stays when the dataset is republished.' },
  } satisfies Record<enums.AnnotationSource, object>,
});
