/** How a long piece of work goes: so many lines at a time, and a look up in between. */
export interface Steps {
  linesAtOnce: number;
  checkpoint: () => void;
}
