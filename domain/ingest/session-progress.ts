import type { IngestSession } from '#prisma/client/client.ts';

/** What must be loaded of a session to tell how far it is. The database keeps the counts up to date with its uploads. */
export const progressSelection = {
  filesDeclared: true,
  filesVerified: true,
  filesMismatched: true,
  bytesDeclared: true,
  bytesVerified: true,
} as const;

/** How far a session is. Counts are of declared files; bytes of the same. */
export interface SessionProgress extends Pick<IngestSession, keyof typeof progressSelection> {
  filesMissing: number;
}

export function sessionProgress(session: Pick<IngestSession, keyof typeof progressSelection>): SessionProgress {
  const { filesDeclared, filesVerified, filesMismatched, bytesDeclared, bytesVerified } = session;
  const filesMissing = filesDeclared - filesVerified - filesMismatched;
  return { filesDeclared, filesVerified, filesMismatched, filesMissing, bytesDeclared, bytesVerified };
}
