/** Error of a component that fails on purpose. */
export class BrokenOnPurpose extends Error {}

/** A component that throws. */
export function Broken(): never {
  throw new BrokenOnPurpose();
}
