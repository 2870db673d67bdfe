import {
  findItemHighlights,
  type HighlightField as HighlightFieldName,
  type Highlight as HighlightShape,
} from '#domain/search/find-highlights.ts';
import type { TextFragment as TextFragmentShape } from '#domain/search/highlight.ts';
import { builder } from './builder.ts';
import { loaderPerArguments } from './loader.ts';

const HighlightField = builder.enumType('HighlightField', {
  description: 'Text field of an item in which words were found.',
  values: {
    TITLE: { description: 'Title of the item, whole.' },
    KEY: { description: 'Key of the item, whole.' },
    TAG: { description: 'First tag that matches, whole.' },
    TEXT: { description: 'Text of a file: the part around the first match, with `…` where it is cut.' },
    TRANSCRIPT: { description: 'Transcript segment: the part around the first match, with `…` where it is cut.' },
  } satisfies Record<HighlightFieldName, object>,
});

const TextFragment = builder.objectRef<TextFragmentShape>('TextFragment').implement({
  description: 'Piece of a text. It is plain text: escape it in markup.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Text of the piece.' }),
    matched: t.exposeBoolean('isMatch', { description: 'Whether the piece is a match to be highlighted.' }),
  }),
});

export const Highlight = builder.objectRef<HighlightShape>('Highlight').implement({
  description: 'Text of an item with the words that were searched for.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    field: t.expose('field', { type: HighlightField, description: 'Field in which the words were found.' }),
    fragments: t.expose('fragments', {
      type: [TextFragment],
      description: 'Pieces of the text, which together are the text.',
    }),
  }),
});

/** Loads the highlights of all items of a page together. */
export const itemHighlights = loaderPerArguments((context, itemIds: readonly string[], { words }: { words: string }) =>
  findItemHighlights(context, itemIds, words),
);
