import { endWithRun } from '../end-with-run.ts';

export const setup = () => endWithRun();
