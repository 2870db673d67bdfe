export interface DatasetParam {
  slug: string;
  /** Default: the newest revision. */
  revision?: number;
}

/** Reads `birds@12`: a dataset and its revision. */
export function parseDatasetParam(param: string): DatasetParam {
  const match = /^(.+)@([1-9]\d{0,9})$/.exec(param);
  return match?.[1] ? { slug: match[1], revision: Number(match[2]) } : { slug: param };
}

export function writeDatasetParam({ slug, revision }: DatasetParam): string {
  return revision === undefined ? slug : `${slug}@${revision}`;
}
