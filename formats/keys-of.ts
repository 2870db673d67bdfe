/** Returns the keys of a record in their order, with their type. */
export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}

/** Returns the keys of a record whose value is `true`. */
export function trueKeysOf<Key extends string>(record: Readonly<Record<Key, boolean>>): Key[] {
  return keysOf(record).filter((key) => record[key]);
}
