import type { ItemKey } from '#domain/assets/find-files.ts';
import type { Context } from '#domain/context.ts';
import { excerptSql, findExcerpts } from '#domain/text/excerpts.ts';
import { planValue } from '#plan/field-plan.ts';
import { loaderPerRequest } from '../loader.ts';

const excerptLoader = loaderPerRequest((context, items: readonly ItemKey[]) => findExcerpts(context, items));

/** Plan and resolver of an item's excerpt, the beginning of its text content. Null until the text is extracted. */
export const excerpt = {
  plan: planValue(({ self }) => excerptSql(self!)),
  resolve: (item: ItemKey, _args: object, context: Context) => excerptLoader(context).load(item),
};
