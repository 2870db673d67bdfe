import type { GraphQLError } from 'graphql';
import type { AnswerCode } from './answer-codes.ts';
import { mistakesInDocuments } from './mistakes-in-documents.ts';
import { mistakesInRequests } from './mistakes-in-requests.ts';

export interface Explained {
  message: string;
  code?: AnswerCode | undefined;
}

/** Pattern of an error message and its suggestion. A suggestion that only repeats the field with braces is left out. */
const statementPattern = /^(.*?)(?: Did you mean "\w+ \{ \.\.\. \}"\?|( Did you mean .*))?$/s;

const explanations = [...mistakesInRequests, ...mistakesInDocuments];

/**
 * Explains an error in a request to the caller. Replaces a library's message by one that tells the caller what to do.
 * The suggestion of the library stays at the end.
 */
export function explainMistake({ message, locations }: GraphQLError): Explained {
  const [, statement = message, suggestion = ''] = statementPattern.exec(message) ?? [];
  for (const [pattern, write, code] of explanations) {
    const match = pattern.exec(statement);
    if (match) return { message: write(...match.slice(1)) + suggestion, code };
  }
  const [, syntax] = /^Syntax Error: (.*)$/s.exec(statement) ?? [];
  return { message: syntax === undefined ? message : describeSyntax(syntax, locations?.[0]) };
}

function describeSyntax(problem: string, location: { line: number; column: number } | undefined): string {
  const place = location ? ` at line ${location.line}, column ${location.column}` : '';
  const inWords = (problem.charAt(0).toLowerCase() + problem.slice(1)).replaceAll('<EOF>', 'the end of the document');
  return `The document is not valid GraphQL${place}: ${inWords}`;
}
