import { GraphQLError } from 'graphql';
import { cut } from './describe-value.ts';

/**
 * Place in the variables of a request, as a linked list from the innermost key outwards. It is converted to an array
 * only for a problem.
 */
export interface InputPlace {
  key: string | number;
  within: InputPlace | null;
  depth: number;
}

export function placeIn(within: InputPlace | null, key: string | number): InputPlace {
  return { key, within, depth: (within?.depth ?? 0) + 1 };
}

const maxProblems = 50;
const maxDepth = 50;
const maxValues = 20_000;

/** Problems in the variables of a request. The search stops after 50 problems. */
export class InputProblems {
  readonly #errors: GraphQLError[] = [];
  #values = 0;
  #tooMany = false;

  add(place: InputPlace, message: string) {
    if (this.isFull) return;
    const path = pathOf(place);
    this.#errors.push(
      new GraphQLError(`Variable $${spell(path)} ${message}`, {
        extensions: { code: 'BAD_REQUEST', path: path.join('.') },
      }),
    );
  }

  /**
   * Counts a value and returns whether to read it. Adds a problem for a value that is nested too deeply, and for the
   * first value over the limit.
   */
  admits(place: InputPlace): boolean {
    if (this.isFull) return false;
    this.#values += 1;
    if (this.#values > maxValues) {
      this.add(place, `exceeds the limit of ${maxValues} values in all variables together.`);
      this.#tooMany = true;
      return false;
    }
    if (place.depth <= maxDepth) return true;
    this.add(place, `is nested too deeply. The maximum is ${maxDepth} levels.`);
    return false;
  }

  get isEmpty() {
    return this.#errors.length === 0;
  }

  get isFull() {
    return this.#tooMany || this.#errors.length >= maxProblems;
  }

  get errors(): readonly GraphQLError[] {
    return this.#errors;
  }
}

/** Shortens each name, because the caller decides its length. */
function pathOf(place: InputPlace): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: InputPlace | null = place; at; at = at.within)
    path.push(typeof at.key === 'string' ? cut(at.key) : at.key);
  return path.toReversed();
}

/** Formats a path in JavaScript syntax, such as `input.files[3].sha256`. */
function spell(path: readonly (string | number)[]): string {
  return cut(path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index > 0 ? `.${key}` : key)).join(''));
}
