import { keysOf } from '#formats/keys-of.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { geometryMembers } from '#formats/manifest/manifest-schema.ts';
import { builder } from './builder.ts';

/**
 * The members of a geometry are only described here. The domain checks their values as in a manifest, and reports each
 * problem with its place.
 */
export const GeometryInput = builder.inputType('GeometryInput', {
  description:
    'Geometry of an annotation. Its kind decides which fields are required, and the others must be left out. Coordinates are fractions of the picture, 0 to 1, from its top left corner.',
  extensions: { readByRule: true },
  fields: (t) => ({
    x: t.float({ description: `Left edge or place, as a fraction of the width (${kindsWith('x')}).` }),
    y: t.float({ description: `Upper edge or place, as a fraction of the height (${kindsWith('y')}).` }),
    width: t.float({ description: `Width above 0, as a fraction (${kindsWith('width')}).` }),
    height: t.float({ description: `Height above 0, as a fraction (${kindsWith('height')}).` }),
    points: t.field({
      type: t.listRef(t.listRef('Float')),
      description: `Points \`[x, y]\`, 3 or more around an area, 2 or more of a line, at most ${manifestLimits.points} (${kindsWith('points')}).`,
    }),
    startSeconds: t.float({ description: `Begin in seconds, 0 or more (${kindsWith('startSeconds')}).` }),
    endSeconds: t.float({ description: `End in seconds, after its begin (${kindsWith('endSeconds')}).` }),
    start: t.int({ description: `First code unit, counted from 0 in UTF-16 (${kindsWith('start')}).` }),
    end: t.int({ description: `Code unit after the last one, counted from 0 in UTF-16 (${kindsWith('end')}).` }),
  }),
});

/** Returns the kinds of annotations whose geometry contains this member. */
function kindsWith(member: string): string {
  return keysOf(geometryMembers)
    .filter((kind) => member in geometryMembers[kind])
    .join(', ');
}
