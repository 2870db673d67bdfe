import { Models } from '#plan/models.ts';
import { getDatamodel } from '#prisma/client/pothos-types.ts';

/** Tables and columns of the models in `prisma/schema.prisma`. */
export const models = new Models(getDatamodel().datamodel.models);
