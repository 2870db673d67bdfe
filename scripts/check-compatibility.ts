import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/**
 * Fails when schema.graphql breaks what the last committed one promised. A break that was decided on stands in
 * schema/approved-breaking-changes.json, word for word as it is reported here, with its reason and date.
 */
const contract = 'schema/schema.graphql';
const approvals = 'schema/approved-breaking-changes.json';

const committed = lastCommitted();
if (committed === null) process.exit(0);

const changes = await diff(buildSchema(committed), buildSchema(readFileSync(contract, 'utf8')));
const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
const approved = existsSync(approvals)
  ? (JSON.parse(readFileSync(approvals, 'utf8')) as { change: string; reason: string; date: string }[]).map(
      ({ change }) => change,
    )
  : [];
const unapproved = breaking.filter(({ message }) => !approved.includes(message));
for (const { message } of unapproved) console.error(`Breaking: ${message}`);
if (unapproved.length > 0) {
  console.error(
    `\n${unapproved.length} changes break clients. Undo them, or add them to ${approvals} with a reason and a date.`,
  );
  process.exit(1);
}

/** The contract as of the commit before the tree's own: HEAD if the file is changed, else its parent. */
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
