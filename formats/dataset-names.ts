/**
 * Regular expression of a slug: 1 to 63 lower-case letters, digits and hyphens. The first character is not a hyphen.
 */
export const slugSyntax = '[a-z0-9][a-z0-9-]{0,62}';
const slugPattern = new RegExp(`^${slugSyntax}$`);

/** Returns whether a text is a valid slug of a dataset or an organization. */
export function isSlug(text: string): boolean {
  return slugPattern.test(text);
}

export const maxNameLength = 200;
export const maxDescriptionLength = 20_000;
