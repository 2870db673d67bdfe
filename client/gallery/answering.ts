import { Client, type Exchange, makeResult, type Operation } from '@urql/core';
import { filter, map, pipe } from 'wonka';

/** Error with which a request fails in the gallery. */
export interface Failure {
  failure: { code: string; message: string; requestId?: string };
}

/** Data or error of each operation, by its name. */
export type Answers = Record<string, object>;

/** Creates a client of the API that responds with fixtures. It sends no requests. */
export function createAnswering(answers: Answers): Client {
  return new Client({
    url: 'https://gallery.invalid/graphql',
    preferGetMethod: false,
    exchanges: [answerFrom(answers)],
  });
}

const answerFrom =
  (answers: Answers): Exchange =>
  () =>
  (operations) =>
    pipe(
      operations,
      filter((operation) => operation.kind !== 'teardown' && nameOf(operation) in answers),
      map((operation) => {
        const answer = answers[nameOf(operation)];
        if (isFailure(answer)) return makeResult(operation, { errors: [errorOf(answer)], hasNext: false });
        return makeResult(operation, { data: answer, hasNext: false });
      }),
    );

function nameOf({ query }: Operation): string {
  const [definition] = query.definitions;
  return definition && 'name' in definition ? (definition.name?.value ?? '') : '';
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'failure' in answer;
}

function errorOf({ failure: { code, message, requestId } }: Failure) {
  return { message, extensions: { code, requestId } };
}
