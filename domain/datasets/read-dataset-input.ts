import { isSlug, maxDescriptionLength, maxNameLength } from '#formats/dataset-names.ts';
import { keysOf } from '#formats/keys-of.ts';
import type { Dataset } from '#prisma/client/client.ts';
import type { DatasetVisibility } from '#prisma/client/enums.ts';
import { InvalidInput } from '../errors.ts';
import { requireName } from '../names.ts';

/** Settings of a dataset that its publishers and admins may change. */
export interface DatasetSettings {
  /** Name of 1 to 200 characters on one line. */
  name?: string | null;
  /** Description of at most 20,000 characters. */
  description?: string | null;
  /** License of at most 200 characters on one line. An empty text removes the license. */
  license?: string | null;
  visibility?: DatasetVisibility | null;
  sensitive?: boolean | null;
}

type StoredSettings = Pick<Dataset, keyof DatasetSettings>;

type Readers = {
  [Name in keyof StoredSettings]: (given: NonNullable<DatasetSettings[Name]>) => StoredSettings[Name];
};

/** Functions that check a setting and return its stored form. */
const readers: Readers = {
  name: (name) => requireName(name, maxNameLength),
  description: readDescription,
  license: readLicense,
  visibility: (visibility) => visibility,
  sensitive: (sensitive) => sensitive,
};

const maxLicenseLength = 200;

/** Checks the given settings and returns them in their stored form. Throws `InvalidInput` for an invalid setting. */
export function readDatasetSettings(input: DatasetSettings): Partial<StoredSettings> {
  const settings: Partial<StoredSettings> = {};
  for (const name of keysOf(readers)) read(name, input[name], settings);
  return settings;
}

/** Adds a setting to `settings` in its stored form, if the input contains it. */
function read<Name extends keyof StoredSettings>(
  name: Name,
  given: DatasetSettings[Name],
  settings: Partial<StoredSettings>,
): void {
  if (given != null) settings[name] = readers[name](given);
}

/** Returns the slug. Throws `InvalidInput` if it is invalid. */
export function readSlug(slug: string): string {
  if (isSlug(slug)) return slug;
  throw new InvalidInput(
    'slug',
    'A slug must be 1 to 63 lower-case letters, digits and hyphens, and begin with a letter or digit.',
  );
}

function readDescription(description: string): string {
  const trimmed = description.trim();
  if (trimmed.length > maxDescriptionLength) {
    throw new InvalidInput('description', 'A description must have at most 20,000 characters.');
  }
  // A description may contain line breaks and tabs, but no other control characters.
  if (/[^\P{Cc}\n\r\t]/u.test(trimmed)) {
    throw new InvalidInput('description', 'A description cannot contain control characters.');
  }
  return trimmed;
}

function readLicense(license: string): string | null {
  return license.trim() === '' ? null : requireName(license, maxLicenseLength, 'license', 'A license');
}
