import type { ReactNode } from 'react';

/**
 * Returns a state for each key of a record, with the key as its name. The type of the record makes sure that no key is
 * missing.
 */
export function each<Value extends string>(
  values: Record<Value, unknown>,
  render: (value: Value) => ReactNode,
): Record<Value, ReactNode> {
  const names = Object.keys(values) as Value[];
  return Object.fromEntries(names.map((name) => [name, render(name)])) as Record<Value, ReactNode>;
}

/** Row that shows components side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>{children}</div>;
}

/** Does nothing. Event handler for components that are only shown. */
export const ignore = () => {};
