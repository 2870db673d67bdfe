/** Error that a component throws on purpose. */
export class BrokenOnPurpose extends Error {}

/** Component that throws when it is rendered. */
export function Broken(): never {
  throw new BrokenOnPurpose();
}
