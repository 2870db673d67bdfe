import type { AnswerCode } from '#server/graphql/answer-codes.ts';
import type { Scene, Sender } from './scene.ts';

/** A request as it is sent. A body that is no text is sent as JSON, with POST. */
export interface Request {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | object;
}

/** One mistake of a client, and what the API has to answer. */
export interface Mistake {
  what: string;
  /** Alice, the publisher, if nobody is named. */
  who?: Sender;
  send: Request | ((scene: Scene) => Request);
  /** 200 if none is given. */
  status?: number;
  code: AnswerCode;
  /**
   * The place of the mistake as the response names it: `request` for the whole, the path of a field, in parentheses the
   * argument, or a mutation with the type of its error: `createDataset: InvalidInput(slug)`.
   */
  at: string;
  /** Words of the message that say what to do. */
  cure: string | RegExp;
}

/** A request with a document and its variables. */
export function query(document: string, variables?: object): Request {
  return { body: { query: document, ...(variables && { variables }) } };
}

/** A query of the dataset with the published items. */
export function ofDataset(selection: string, variables?: object, declared = ''): Request {
  return query(`query ${declared} { dataset(organization: "lumen", slug: "birds") { id ${selection} } }`, variables);
}
