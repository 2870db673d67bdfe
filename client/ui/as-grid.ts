/** Attributes that give a `<table>` the role `grid`, for tables whose cells users reach with the keyboard. */
export const asGrid = { role: 'grid', tabIndex: -1 } as const;
