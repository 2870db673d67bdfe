import { expressionOf, findIn, type TextQuery } from './text-find.ts';

/*
 * Runs in a worker, so that an expression that never ends can be stopped. The page reads the text, and sends it part by
 * part.
 */

export interface FindRequest {
  query: TextQuery;
  text: string;
}

self.addEventListener('message', ({ data }: MessageEvent<FindRequest>) => {
  const expression = expressionOf(data.query);
  self.postMessage(expression ? findIn(data.text, expression) : []);
});
