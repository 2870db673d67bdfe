import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type Approval, unapprovedBreaks, undatedDeprecations, unfoundedApprovals } from './compatibility.ts';

/**
 * Fails if schema.graphql contains a breaking change since the last commit, or a deprecation without a reason and a
 * date. Approved breaking changes are listed in schema/approved-breaking-changes.json. Each has the exact text that
 * this script prints, a reason and a date.
 */
const contract = 'schema/schema.graphql';
const approvalsFile = 'schema/approved-breaking-changes.json';

const after = readFileSync(contract, 'utf8');
const before = lastCommitted() ?? after;
const approvals = existsSync(approvalsFile) ? (JSON.parse(readFileSync(approvalsFile, 'utf8')) as Approval[]) : [];

const breaks = await unapprovedBreaks(before, after, approvals);
for (const message of breaks) console.error(`Breaking: ${message}`);
if (breaks.length > 0) {
  console.error(
    `${breaks.length} changes break clients. Undo them, or add them to ${approvalsFile} with a reason and a date.`,
  );
}
const undated = undatedDeprecations(after);
for (const place of undated) {
  console.error(`${place} is deprecated without a reason and a date: "Use … instead. Removed after 2027-06-01."`);
}
const unfounded = unfoundedApprovals(approvals);
for (const change of unfounded) console.error(`Approved without a reason and a date: ${change}`);
process.exit(breaks.length + undated.length + unfounded.length > 0 ? 1 : 0);

/**
 * Returns the schema before the current change: that of HEAD if the file has uncommitted changes, else that of the
 * previous commit.
 */
function lastCommitted(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const changed = git('status', '--porcelain', '--', contract).trim() !== '';
    return git('show', `${changed ? 'HEAD' : 'HEAD~1'}:${contract}`);
  } catch {
    return null;
  }
}
