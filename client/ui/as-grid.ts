/** Attributes for a table with cells that the keyboard moves through: a table by its elements, a grid by its role. */
export const asGrid = { role: 'grid', tabIndex: -1 } as const;
