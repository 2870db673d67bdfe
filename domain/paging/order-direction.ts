/** Direction of an order. */
export type OrderDirection = 'ASC' | 'DESC';

const descends: Record<OrderDirection, boolean> = { ASC: false, DESC: true };

export function isDescending(direction: OrderDirection): boolean {
  return descends[direction];
}
