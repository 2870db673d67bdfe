import {
  findItemHighlights,
  type HighlightField as HighlightFieldName,
  type Highlight as HighlightShape,
} from '#domain/search/find-highlights.ts';
import type { TextFragment as TextFragmentShape } from '#domain/search/highlight.ts';
import { builder } from './builder.ts';
import { loaderPerArguments } from './loader.ts';

const HighlightField = builder.enumType('HighlightField', {
  description: 'The text of an item in which words were found.',
  values: {
    TITLE: { description: 'Its title, whole.' },
    KEY: { description: 'Its key, whole.' },
    TAG: { description: 'The first of its tags that matches, whole.' },
    TEXT: { description: 'The text of a file of it: the part around the first match, with `…` where it is cut.' },
    TRANSCRIPT: { description: 'What is said at a moment: the part around the first match.' },
  } satisfies Record<HighlightFieldName, object>,
});

const TextFragment = builder.objectRef<TextFragmentShape>('TextFragment').implement({
  description: 'A piece of a text. It is plain text, never markup: show it as text.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The piece.' }),
    matched: t.exposeBoolean('isMatch', { description: 'Whether the piece is what was searched for, to be marked.' }),
  }),
});

export const Highlight = builder.objectRef<HighlightShape>('Highlight').implement({
  description: 'Where an item has the words that were searched for.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    field: t.expose('field', { type: HighlightField, description: 'In which of its texts.' }),
    fragments: t.expose('fragments', {
      type: [TextFragment],
      description: 'The text, in pieces that together are the text.',
    }),
  }),
});

/** Loads where items have the searched words, for all items of a page at once. */
export const itemHighlights = loaderPerArguments((context, itemIds: readonly string[], { words }: { words: string }) =>
  findItemHighlights(context, itemIds, words),
);
