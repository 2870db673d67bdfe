/** Makes a table of cells one moves over with the keyboard: by its elements a table, by its use a grid. */
export const asGrid = { role: 'grid', tabIndex: -1 } as const;
