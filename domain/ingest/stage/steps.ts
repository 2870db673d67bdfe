/** Options for work in steps: the number of lines per step, and a function that is called between steps. */
export interface Steps {
  linesAtOnce: number;
  checkpoint: () => void;
}
