import type { Dataset } from '#prisma/client/client.ts';
import { Forbidden } from '../errors.ts';

/** Throws `Forbidden` if the dataset is archived. */
export function requireNotArchived({ status }: Pick<Dataset, 'status'>): void {
  if (status === 'ARCHIVED')
    throw new Forbidden('The dataset is archived. Take it out of the archive to publish new revisions.');
}
