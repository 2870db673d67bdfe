import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject } from '#formats/is-object.ts';
import { canonicalJson } from '#formats/manifest/canonical-json.ts';
import { checkJsonValue } from '#formats/manifest/check-json-value.ts';
import { InvalidInput } from '../errors.ts';
import { describeSchemaProblem } from './describe-schema-problem.ts';
import { TookTooLong, withinTime } from './within-time.ts';

const maxBytes = 64 * 1024;
const maxMilliseconds = 2_000;
const dialect = 'https://json-schema.org/draft/2020-12/schema';

/**
 * Compiles a JSON Schema (2020-12) to a validation function. Throws `InvalidInput` if the schema is invalid. References
 * to other documents are not allowed.
 */
export function compileItemSchema(schema: unknown): ValidateFunction {
  const wrong = (message: string, path = 'schema') => new InvalidInput(path, message);
  if (!isObject(schema)) throw wrong('A JSON Schema must be an object.');
  checkJsonValue(schema, '', (pointer, _code, message) => {
    throw wrong(message, `schema${pointer.replaceAll('/', '.')}`);
  });
  if (Buffer.byteLength(canonicalJson(schema)) > maxBytes) throw wrong(`A schema can have at most ${maxBytes} bytes.`);
  const { $schema: named = dialect } = schema;
  if (named !== dialect && named !== `${dialect}#`) {
    throw wrong(`\`$schema\` must be ${dialect}, or be left out.`, 'schema.$schema');
  }
  const ajv = new Ajv2020({
    allErrors: true,
    // In strict mode, a misspelled keyword is an error. Otherwise it would be ignored, and the schema would allow every
    // value.
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    allowUnionTypes: true,
    logger: false,
  });
  (addFormats as unknown as typeof addFormats.default)(ajv);
  try {
    return withinTime(maxMilliseconds, () => ajv.compile(schema));
  } catch (error) {
    if (error instanceof TookTooLong) throw wrong('The schema takes too long to compile. Make it smaller.');
    const { pointer, message } = describeSchemaProblem(error, ajv.errors);
    throw wrong(message, `schema${pointer.replaceAll('/', '.')}`);
  }
}
