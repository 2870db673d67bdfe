import { isObject } from '#formats/is-object.ts';
import { VitrineError } from '../errors.ts';
import { forms } from './answer-forms.ts';
import type { Fields, Shape } from './answer-shape.ts';

/**
 * Checks every value of a response against its expected form. Throws `INVALID_ANSWER` with the place of the first
 * invalid value.
 */
export function checkAnswer(data: unknown, fields: Fields, requestId: string | null): void {
  const wrong = findWrong(data, { fields }, 'data');
  if (wrong === null) return;
  throw invalidAnswer(wrong, requestId);
}

/** Returns the error for a response that does not match the schema. */
export function invalidAnswer(message: string, requestId: string | null = null): VitrineError {
  return new VitrineError('INVALID_ANSWER', `The server sent an invalid response: ${message}.`, {
    requestId,
    hint: 'Check that the endpoint is a Vitrine server you trust, and that this client is not older than the server.',
  });
}

function findWrong(value: unknown, shape: Shape, path: string): string | null {
  if (value === null || value === undefined) return shape.nullable && value === null ? null : `${path} is missing`;
  if ('form' in shape) {
    const { fits, name } = forms[shape.form];
    return fits(value) ? null : `${path} is not ${name}`;
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (let index = 0; index < value.length; index += 1) {
      const wrong = findWrong(value[index], shape.list, `${path}.${index}`);
      if (wrong !== null) return wrong;
    }
    return null;
  }
  if (!isObject(value)) return `${path} is not an object`;
  let fields: Fields | undefined;
  if ('types' in shape) {
    const name = value['__typename'];
    if (typeof name === 'string' && Object.hasOwn(shape.types, name)) fields = shape.types[name];
  } else ({ fields } = shape);
  if (!fields) return `${path}.__typename is not a known type`;
  for (const [name, field] of Object.entries(fields)) {
    const wrong = findWrong(Object.hasOwn(value, name) ? value[name] : undefined, field, `${path}.${name}`);
    if (wrong !== null) return wrong;
  }
  return null;
}
