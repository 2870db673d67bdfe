import type { AnswerCode } from '#server/graphql/answer-codes.ts';
import type { Scene, Sender } from './scene.ts';

/** A request as it is sent. A body that is not text is sent as JSON, with POST. */
export interface Request {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | object;
}

/** One mistake of a client, and the expected response of the API. */
export interface Mistake {
  what: string;
  /** Caller of the request. By default alice, the publisher. */
  who?: Sender;
  send: Request | ((scene: Scene) => Request);
  /** HTTP status of the response, 200 by default. */
  status?: number;
  code: AnswerCode;
  /**
   * Place of the mistake as the response names it. It is `request` for the whole request, or the path of a field with
   * its argument in parentheses. For an error of a mutation, it is the mutation with the type: `createDataset:
   * InvalidInput(slug)`.
   */
  at: string;
  /** Words of the message that say what to do. */
  cure: string | RegExp;
}

/** Returns a request with a document and its variables. */
export function query(document: string, variables?: object): Request {
  return { body: { query: document, ...(variables && { variables }) } };
}

/** Returns a query of the dataset with the published items. */
export function ofDataset(selection: string, variables?: object, declared = ''): Request {
  return query(
    `query ${declared} { dataset(organizationSlug: "lumen", slug: "birds") { id ${selection} } }`,
    variables,
  );
}
