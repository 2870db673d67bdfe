import type { IngestSession } from '#prisma/client/client.ts';

/** Columns of a session that show its progress. Database triggers update the counts when uploads change. */
export const progressSelection = {
  filesDeclared: true,
  filesVerified: true,
  filesMismatched: true,
  bytesDeclared: true,
  bytesVerified: true,
} as const;

/** Progress of a session: counts and bytes of its declared files. */
export interface SessionProgress extends Pick<IngestSession, keyof typeof progressSelection> {
  filesMissing: number;
}

export function sessionProgress(session: Pick<IngestSession, keyof typeof progressSelection>): SessionProgress {
  const { filesDeclared, filesVerified, filesMismatched, bytesDeclared, bytesVerified } = session;
  const filesMissing = filesDeclared - filesVerified - filesMismatched;
  return { filesDeclared, filesVerified, filesMismatched, filesMissing, bytesDeclared, bytesVerified };
}
