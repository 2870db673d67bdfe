import type pg from 'pg';
import type { BucketSize } from './bucket-size.ts';

export interface SharedLevels {
  /** Books spent points by key. Returns the points that all processes together have left in each bucket. */
  book(spent: ReadonlyMap<string, number>): Promise<Map<string, number>>;
}

// Sorts the keys, so that two processes that book the same keys cannot deadlock.
const bookAll = `
  INSERT INTO cost_bucket AS bucket (key, level, at)
  SELECT key, $3::float8 - spent, clock_timestamp() FROM unnest($1::text[], $2::float8[]) AS booked (key, spent) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    level = least($3, bucket.level + $4::float8 * greatest(0, extract(epoch FROM excluded.at - bucket.at))::float8)
      - ($3 - excluded.level),
    at = greatest(bucket.at, excluded.at)
  RETURNING key, level`;

// Deletes the rows of full buckets, because a missing row means a full bucket.
const forgetFull = `
  DELETE FROM cost_bucket
  WHERE level + $2::float8 * extract(epoch FROM clock_timestamp() - at) >= $1::float8 AND at < now() - interval '1 hour'`;

/**
 * Returns the levels of the buckets in PostgreSQL, which all processes share. One statement books any number of keys.
 */
export function sharedLevels(pool: pg.Pool, { capacity, perSecond }: BucketSize): SharedLevels {
  let sweptAt = 0;
  return {
    async book(spent) {
      const { rows } = await pool.query<{ key: string; level: number }>({
        name: 'book costs',
        text: bookAll,
        values: [[...spent.keys()], [...spent.values()], capacity, perSecond],
      });
      if (Date.now() - sweptAt > 3_600_000) {
        sweptAt = Date.now();
        await pool.query(forgetFull, [capacity, perSecond]);
      }
      return new Map(rows.map(({ key, level }) => [key, level]));
    },
  };
}
