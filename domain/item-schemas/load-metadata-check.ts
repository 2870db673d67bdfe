import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Db } from '#database/databases.ts';
import { pointerTo } from '#formats/manifest/check-text.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { NamedItem } from '#formats/manifest/item-content.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { compileItemSchema } from './compile-item-schema.ts';
import { describeExpectation } from './describe-expectation.ts';
import { findItemSchemas } from './find-item-schemas.ts';
import { TookTooLong, withinTime } from './within-time.ts';

/**
 * Function that returns the items whose metadata match the schema of their type. It reports an issue for each error in
 * the other items.
 */
export type MetadataCheck = (items: readonly NamedItem[], report: (issue: Issue) => void) => NamedItem[];

/** Maximum number of errors that are reported for one item. */
const reportedErrors = 20;

/** Time limit for the check of an item. After `maxCostlyItems` items that exceed it, no further items are checked. */
const maxMilliseconds = 250;
const maxCostlyItems = 20;

/** Returns a function that checks metadata against the current schemas of an organization. */
export async function loadMetadataCheck(db: Db, orgId: string): Promise<MetadataCheck> {
  const schemas = await findItemSchemas(db, orgId);
  const validators = new Map(schemas.map(({ type, schema }) => [type, compileItemSchema(schema)]));
  if (validators.size === 0) return (items) => [...items];
  let costlyItems = 0;
  return (items, report) => {
    const sound: NamedItem[] = [];
    for (let index = 0; index < items.length; ) {
      const begun = index;
      try {
        if (costlyItems >= maxCostlyItems) throw new TookTooLong('Not tried.');
        withinTime(maxMilliseconds, () => {
          for (; index < items.length; index += 1) {
            const item = items[index]!;
            const issues = check(item, validators);
            if (issues.length === 0) sound.push(item);
            else issues.forEach(report);
          }
        });
      } catch (error) {
        if (!(error instanceof TookTooLong)) throw error;
        // Several items shared this time limit. The next round starts with the interrupted item, which then has the
        // full time.
        if (index > begun && costlyItems < maxCostlyItems) continue;
        costlyItems += 1;
        report(tooCostly(items[index]!));
        index += 1;
      }
    }
    return sound;
  };
}

function check({ line, key, type, metadata }: NamedItem, validators: ReadonlyMap<ItemType, ValidateFunction>): Issue[] {
  const validate = validators.get(type);
  if (!validate || validate(JSON.parse(metadata))) return [];
  return (validate.errors ?? []).slice(0, reportedErrors).map((error) => ({
    line,
    key,
    pointer: pointerOf(error),
    code: 'METADATA_INVALID',
    message: `The value ${error.message ?? 'does not match the schema'}.`,
    expected: describeExpectation(error),
  }));
}

/**
 * Returns the JSON pointer of an error. If a property is missing or not allowed, it is the pointer of that property.
 */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const named: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  return `/metadata${instancePath}${typeof named === 'string' ? pointerTo(named) : ''}`;
}

function tooCostly({ line, key }: NamedItem): Issue {
  return {
    line,
    key,
    pointer: '/metadata',
    code: 'METADATA_TOO_COSTLY',
    message: 'The metadata takes too long to check against the schema.',
    expected: `at most ${maxMilliseconds} ms`,
  };
}
