export { type CheckedFolder, checkFolder } from './check-folder.ts';
export { type Issue, UploadFailed, ValidationFailed, VersionConflict, VitrineError } from './errors.ts';
export type * from './events.ts';
export { type IssuesOptions, readAllIssues } from './issues.ts';
export { publish } from './publish.ts';
export type { PublishOptions } from './publish-options.ts';
export { type PullEvent, type PullOptions, pull } from './pull.ts';
export { type ListedSession, listSessions, type SessionsOptions } from './sessions.ts';
export { findViewer } from './viewer.ts';
