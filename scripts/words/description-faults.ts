import {
  type ASTNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  parse,
  type TypeDefinitionNode,
  visit,
} from 'graphql';
import { bannedPhrases, hasLongSentence, phraseFaults, semicolon } from './phrases.ts';

const longestSentence = 30;

/** Words that must not begin a description. It must begin with a noun or with “Whether”. */
const firstWords = new Set(
  'a all always an are as at be between by can did do does each every for from had has how if in is it its least less lies more most must no not of on one only or others so some that the their then there these they this those to under up was were what when where which who whom whose why will with'.split(
    ' ',
  ),
);

/** Words that add no information to a name. */
const emptyWords = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'or', 'the', 'this', 'to', 'with']);

/**
 * Returns the problems in the descriptions of a GraphQL schema. A description must begin with a noun or “Whether”, add
 * information to the name, and use plain words. `@graphql-eslint/require-description` checks that it exists.
 */
export function descriptionFaults(file: string, schema: string): string[] {
  const faults: string[] = [];
  const path: string[] = [];
  visit(parse(schema), {
    enter(node) {
      if (!isDescribed(node)) return;
      path.push(node.name.value);
      const text = node.description?.value;
      if (text === undefined) return;
      const line = node.description!.loc!.startToken.line;
      const isMutation = path[0] === 'Mutation' && node.kind === Kind.FIELD_DEFINITION;
      for (const fault of faultsOf(node.name.value, text, isMutation)) {
        faults.push(`${file}:${line}: ${path.join('.')}: ${fault}: ${text.slice(0, 100)}`);
      }
    },
    leave(node) {
      if (isDescribed(node)) path.pop();
    },
  });
  return faults;
}

type Described = TypeDefinitionNode | FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function isDescribed(node: ASTNode): node is Described {
  return (
    isTypeDefinitionNode(node) ||
    node.kind === Kind.FIELD_DEFINITION ||
    node.kind === Kind.INPUT_VALUE_DEFINITION ||
    node.kind === Kind.ENUM_VALUE_DEFINITION
  );
}

function faultsOf(name: string, text: string, isMutation: boolean): string[] {
  const faults = phraseFaults(text, [...bannedPhrases, semicolon]);
  if (hasLongSentence(text, longestSentence, /(?<=[.!?])\s+/)) {
    faults.push(`write sentences of at most ${longestSentence} words`);
  }
  const [first = ''] = wordsOf(text);
  if (!isMutation && firstWords.has(first)) faults.push('begin with a noun or “Whether”');
  if (!/[.!?]$/.test(text)) faults.push('end with a full stop');
  const said = new Set(wordsOf(name).map(singular));
  if (wordsOf(text).every((word) => emptyWords.has(word) || said.has(singular(word)))) {
    faults.push('write more than the name says');
  }
  return faults;
}

/** Returns the words of a name or text in lower case. `sessionId` has two words. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
