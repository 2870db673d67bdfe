import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { PublishRequest } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import { InvalidInput } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import { ObjectMissing } from '../../storage.ts';
import { readLines } from './read-lines.ts';

/** Lines of a manifest, and the issues of the unreadable lines between them. */
export interface ManifestBatch {
  lines: { line: number; text: string }[];
  issues: Issue[];
}

const batchLength = 256 * 1024;

/** Yields a manifest in batches, with a limit on the lines and the characters of each batch. */
export async function* manifestBatches(
  { db, storage, limits }: Pick<Context, 'db' | 'storage' | 'limits'>,
  request: PublishRequest,
  batchLines: number,
): AsyncGenerator<ManifestBatch> {
  let batch: ManifestBatch = { lines: [], issues: [] };
  let length = 0;
  const source = request.manifest === null ? await openFile({ db, storage }, request) : [Buffer.from(request.manifest)];
  for await (const lines of readLines(iterate(source), limits.manifestLineByteSize)) {
    for (const each of lines) {
      if (each.line > limits.manifestLines) {
        yield { ...batch, issues: [...batch.issues, tooManyLines(each.line, limits)] };
        return;
      }
      if ('form' in each) {
        yield { ...batch, issues: [{ line: each.line, key: null, pointer: '', ...each.form }] };
        return;
      }
      if ('wrong' in each) batch.issues.push(unreadable(each.line, each.wrong, limits));
      else {
        batch.lines.push(each);
        length += each.text.length;
      }
      if (batch.lines.length + batch.issues.length >= batchLines || length >= batchLength) {
        yield batch;
        batch = { lines: [], issues: [] };
        length = 0;
      }
    }
  }
  if (batch.lines.length + batch.issues.length > 0) yield batch;
}

async function openFile({ db, storage }: Pick<Context, 'db' | 'storage'>, request: PublishRequest) {
  const missing = () => new InvalidInput('manifest.sha256', 'The manifest file no longer exists. Upload it again.');
  const asset = request.manifestAssetId
    ? await db.asset.findFirst({ where: { orgId: request.orgId, id: request.manifestAssetId } })
    : null;
  if (!asset) throw missing();
  try {
    return (await storage.read(asset.objectKey)) as AsyncIterable<unknown>;
  } catch (error) {
    throw error instanceof ObjectMissing ? missing() : error;
  }
}

async function* iterate(source: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator {
  yield* source;
}

function unreadable(line: number, code: 'LINE_TOO_LONG' | 'INVALID_UTF8', limits: Limits): Issue {
  const { message, expected } = {
    LINE_TOO_LONG: {
      message: `The line has more than ${limits.manifestLineByteSize} bytes.`,
      expected: `at most ${limits.manifestLineByteSize} bytes`,
    },
    INVALID_UTF8: { message: 'The line is not valid UTF-8.', expected: 'UTF-8' },
  }[code];
  return { line, key: null, pointer: '', code, message, expected };
}

function tooManyLines(line: number, { manifestLines }: Limits): Issue {
  const code = 'TOO_MANY_LINES';
  const message = `The manifest has more than ${manifestLines} lines. The lines from here on were not read.`;
  return { line, key: null, pointer: '', code, message, expected: `at most ${manifestLines} lines` };
}
