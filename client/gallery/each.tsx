import type { ReactNode } from 'react';

/** Returns a state for each value of a record, named after the value. The record makes the values complete. */
export function each<Value extends string>(
  values: Record<Value, unknown>,
  render: (value: Value) => ReactNode,
): Record<Value, ReactNode> {
  const names = Object.keys(values) as Value[];
  return Object.fromEntries(names.map((name) => [name, render(name)])) as Record<Value, ReactNode>;
}

/** Components side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>{children}</div>;
}

/** Does nothing. For events of components that the gallery only shows. */
export const ignore = () => {};
