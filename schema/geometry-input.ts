import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { builder } from './builder.ts';

/** The values of a geometry are read by the rule of manifests, which reports each problem with its place. */
export const GeometryInput = builder.inputType('GeometryInput', {
  description:
    'Geometry of an annotation. Its kind decides which fields are required, and the others must be left out. Coordinates are fractions of the picture, 0 to 1, from its top left corner.',
  extensions: { readByRule: true },
  fields: (t) => ({
    x: t.float({ description: 'Left edge of a BOX, or place of a POINT: a fraction of the width.' }),
    y: t.float({ description: 'Upper edge of a BOX, or place of a POINT: a fraction of the height.' }),
    width: t.float({ description: 'Width of a BOX, above 0.' }),
    height: t.float({ description: 'Height of a BOX, above 0.' }),
    points: t.field({
      type: t.listRef(t.listRef('Float')),
      description: `Points \`[x, y]\` of a POLYGON, 3 or more, or of a POLYLINE, 2 or more. At most ${manifestLimits.points}.`,
    }),
    startSeconds: t.float({ description: 'Begin of a TIME_RANGE in seconds, 0 or more.' }),
    endSeconds: t.float({ description: 'End of a TIME_RANGE in seconds, after its begin.' }),
    start: t.int({ description: 'First code unit of a TEXT_SPAN, counted from 0 in UTF-16.' }),
    end: t.int({ description: 'Code unit after a TEXT_SPAN, counted from 0 in UTF-16.' }),
  }),
});
