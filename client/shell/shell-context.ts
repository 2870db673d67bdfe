import { createContext } from 'react';

/** Functions that pages can call in the shell. */
export const ShellContext = createContext({ openPalette: () => {}, openHelp: () => {} });
