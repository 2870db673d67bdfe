/** Options of long work: the number of lines at a time, and a function to call between them. */
export interface Steps {
  linesAtOnce: number;
  checkpoint: () => void;
}
