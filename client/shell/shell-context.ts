import { createContext } from 'react';

/** What a page may ask of the shell. */
export const ShellContext = createContext({ openPalette: () => {}, openHelp: () => {} });
