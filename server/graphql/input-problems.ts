import { GraphQLError } from 'graphql';
import { cut } from './describe-value.ts';

/** A place in the variables of a request: the name of a variable, then fields and indexes. */
export type InputPath = readonly (string | number)[];

const maxProblems = 50;

/** What is wrong with the variables of a request. Holds at most 50 problems; nothing looks for more. */
export class InputProblems {
  readonly #errors: GraphQLError[] = [];

  add(path: InputPath, message: string) {
    if (this.isFull) return;
    this.#errors.push(
      new GraphQLError(`Variable $${spell(path)} ${message}`, {
        extensions: { code: 'BAD_REQUEST', path: path.join('.') },
      }),
    );
  }

  get isEmpty() {
    return this.#errors.length === 0;
  }

  get isFull() {
    return this.#errors.length >= maxProblems;
  }

  get errors(): readonly GraphQLError[] {
    return this.#errors;
  }
}

/** A path as it is written in JavaScript: `input.files[3].sha256`. */
function spell(path: InputPath): string {
  return cut(path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index > 0 ? `.${key}` : key)).join(''));
}
