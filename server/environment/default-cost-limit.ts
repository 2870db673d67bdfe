/** Default limit of the cost of a single operation, in points. */
export const defaultCostLimit = 5_000;
