import { createContext } from 'react';

/** Functions of the shell that pages can call. */
export const ShellContext = createContext({ openPalette: () => {}, openHelp: () => {} });
