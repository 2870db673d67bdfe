import { hash, randomUUID } from 'node:crypto';
import { isSha256 } from '#formats/sha256.ts';
import { InvalidInput, LimitExceeded } from '../../errors.ts';
import type { Limits } from '../../limits.ts';

export interface ManifestInput {
  sha256: string;
  /** Inline items as NDJSON. Null if the manifest is a file. */
  text: string | null;
}

/**
 * Reads the manifest of a publish: either inline items or the SHA-256 of a file. Returns inline items as NDJSON with
 * its SHA-256.
 */
export function readManifestInput(
  { items, manifestSha256 }: { items?: readonly unknown[] | null; manifestSha256?: string | null },
  { inlineItems }: Pick<Limits, 'inlineItems'>,
): ManifestInput {
  if (items != null && manifestSha256 != null) {
    throw new InvalidInput('manifest', 'Send either inline items or the SHA-256 of a manifest file, not both.');
  }
  if (items != null) {
    if (items.length > inlineItems) {
      throw new LimitExceeded(
        inlineItems,
        `A request can have at most ${inlineItems} inline items. For more items, upload an NDJSON file and send its SHA-256.`,
      );
    }
    const text = items.map((item) => `${lineOf(item)}\n`).join('');
    return { sha256: hash('sha256', text), text };
  }
  if (manifestSha256 == null) {
    throw new InvalidInput('manifest', 'Send inline items, or the SHA-256 of an uploaded manifest file.');
  }
  if (!isSha256(manifestSha256)) {
    throw new InvalidInput('manifest.sha256', 'A SHA-256 must have 64 lower-case hexadecimal digits.');
  }
  return { sha256: manifestSha256, text: null };
}

/**
 * Returns an item as a line. `JSON.stringify` would replace an infinite number by null, which validation would not
 * notice.
 */
function lineOf(item: unknown): string {
  const marker = `infinite-${randomUUID()}`;
  const text = JSON.stringify(item ?? null, (_name, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? marker : value,
  );
  return text.replaceAll(`"${marker}"`, '1e999');
}
