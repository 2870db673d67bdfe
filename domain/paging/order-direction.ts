/** Which end of a list comes first. */
export type OrderDirection = 'ASC' | 'DESC';

const descends: Record<OrderDirection, boolean> = { ASC: false, DESC: true };

export function isDescending(direction: OrderDirection): boolean {
  return descends[direction];
}
