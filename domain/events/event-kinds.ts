import { keysOf } from '#formats/keys-of.ts';
import type { EventKind, Role, TokenScope } from '#prisma/client/enums.ts';

/** Data of an event, by its kind. The ids are database ids. `idTypes` contains their node types. */
export interface EventData {
  DATASET_PUBLISHED: {
    revision: number;
    message: string;
    itemCount: number;
    added: number;
    changed: number;
    removed: number;
    unchanged: number;
  };
  /** Names of the changed settings, without their values. */
  DATASET_CHANGED: { changed: string[] };
  DATASET_ARCHIVED: Record<string, never>;
  DATASET_RESTORED: Record<string, never>;
  REVISION_DELETED: { revision: number };
  REVISION_PROCESSED: { revision: number; fileCount: number; failedCount: number };
  /** Data of a failed publish. `isFinal` is false if the same session can be published again. */
  INGEST_SESSION_FAILED: { sessionId: string; code: string; message: string; issueCount: number; isFinal: boolean };
  EXPORT_READY: { exportId: string; revision: number; format: string; itemCount: number };
  EXPORT_FAILED: { exportId: string; revision: number; format: string; reason: string };
  ACCESS_GRANTED: { userId: string };
  ACCESS_REVOKED: { userId: string };
  SHARE_LINK_OPENED: { shareLinkId: string; name: string };
  MEMBER_INVITED: { invitationId: string; email: string; role: Role };
  MEMBER_JOINED: { userId: string; role: Role };
  MEMBER_ROLE_CHANGED: { userId: string; from: Role; to: Role };
  MEMBER_REMOVED: { userId: string; from: Role };
}

export interface EventKindRule {
  /** Value of `type` in the CloudEvent. */
  type: string;
  /** Lowest permission that is needed to see the event. Viewers below ADMIN must also be able to see the dataset. */
  audience: TokenScope;
  description: string;
}

/** Node types of the ids in the data of events. */
export const idTypes: Readonly<Record<string, string>> = {
  sessionId: 'IngestSession',
  exportId: 'DatasetExport',
  userId: 'User',
  shareLinkId: 'ShareLink',
  invitationId: 'Invitation',
};

/** Rules for each kind of event. A kind that does not concern a dataset must have the audience ADMIN. */
export const eventKinds: Readonly<Record<EventKind & keyof EventData, EventKindRule>> = {
  DATASET_PUBLISHED: {
    type: 'vitrine.dataset.published',
    audience: 'READ',
    description: 'Revision of a dataset published.',
  },
  DATASET_CHANGED: {
    type: 'vitrine.dataset.changed',
    audience: 'READ',
    description: 'Settings of a dataset changed, such as its name or its visibility.',
  },
  DATASET_ARCHIVED: {
    type: 'vitrine.dataset.archived',
    audience: 'READ',
    description: 'Dataset that takes no new revisions any more.',
  },
  DATASET_RESTORED: {
    type: 'vitrine.dataset.restored',
    audience: 'READ',
    description: 'Dataset restored from the archive.',
  },
  REVISION_DELETED: {
    type: 'vitrine.revision.deleted',
    audience: 'READ',
    description: 'Revision deleted, by a person or by the retention of its dataset.',
  },
  REVISION_PROCESSED: {
    type: 'vitrine.revision.processed',
    audience: 'READ',
    description: 'Revision whose files are all processed. Some may have failed.',
  },
  INGEST_SESSION_FAILED: {
    type: 'vitrine.ingest_session.failed',
    audience: 'PUBLISH',
    description: 'Ingest session that could not be published.',
  },
  EXPORT_READY: { type: 'vitrine.export.ready', audience: 'READ', description: 'Export that can be downloaded.' },
  EXPORT_FAILED: { type: 'vitrine.export.failed', audience: 'READ', description: 'Export that failed for good.' },
  ACCESS_GRANTED: {
    type: 'vitrine.access.granted',
    audience: 'ADMIN',
    description: 'Member granted access to a restricted dataset.',
  },
  ACCESS_REVOKED: {
    type: 'vitrine.access.revoked',
    audience: 'ADMIN',
    description: 'Grant for a restricted dataset revoked.',
  },
  SHARE_LINK_OPENED: {
    type: 'vitrine.share_link.opened',
    audience: 'ADMIN',
    description: 'Share link opened in a browser.',
  },
  MEMBER_INVITED: {
    type: 'vitrine.member.invited',
    audience: 'ADMIN',
    description: 'Person invited to the organization.',
  },
  MEMBER_JOINED: {
    type: 'vitrine.member.joined',
    audience: 'ADMIN',
    description: 'Person who joined the organization.',
  },
  MEMBER_ROLE_CHANGED: {
    type: 'vitrine.member.role_changed',
    audience: 'ADMIN',
    description: 'Member who got another role.',
  },
  MEMBER_REMOVED: {
    type: 'vitrine.member.removed',
    audience: 'ADMIN',
    description: 'Member who left the organization or was removed.',
  },
};

export const allEventKinds: readonly EventKind[] = keysOf(eventKinds);

/** Returns the event kind for a CloudEvent type, or null for an unknown type. */
export function eventKindOfType(type: string): EventKind | null {
  return allEventKinds.find((kind) => eventKinds[kind].type === type) ?? null;
}
