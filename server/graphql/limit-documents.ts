import { GraphQLError, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from './arriving-request.ts';

/** Maximum length of a document. The longest document of the viewer has 3,000 characters. */
export const maxDocumentCharacters = 50_000;

// Limits the errors, because each computes the line of its nodes from the beginning of the document.
const maxErrors = 20;

/** Refuses documents that are too long, and stops the validation of a document after 20 errors. */
export function limitDocuments(): Plugin<RequestContext> {
  return {
    onParse({ params: { source } }) {
      const { length } = typeof source === 'string' ? source : source.body;
      if (length <= maxDocumentCharacters) return;
      throw new GraphQLError(
        `The document has ${length} characters. The maximum is ${maxDocumentCharacters}. Send values as variables.`,
        { extensions: { code: 'LIMIT_EXCEEDED', limit: maxDocumentCharacters, http: { spec: true, status: 400 } } },
      );
    },
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules, typeInfo) =>
        validate(schema, document, rules, { maxErrors }, typeInfo),
      );
    },
  };
}
