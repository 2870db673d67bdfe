export interface DatasetParam {
  slug: string;
  /** Number of the revision. Default: the newest one. */
  revision?: number;
}

/** Parses a dataset slug with an optional revision, such as `birds@12`. */
export function parseDatasetParam(param: string): DatasetParam {
  const match = /^(.+)@([1-9]\d{0,9})$/.exec(param);
  return match?.[1] ? { slug: match[1], revision: Number(match[2]) } : { slug: param };
}

export function writeDatasetParam({ slug, revision }: DatasetParam): string {
  return revision === undefined ? slug : `${slug}@${revision}`;
}
