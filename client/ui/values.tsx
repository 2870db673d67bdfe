import { useEffect, useState } from 'react';
import { formatByteSize, formatDateTime, formatDuration, formatRelativeTime } from './format.ts';

/** Relative time such as "3 hours ago", updated while visible. The tooltip shows the exact time. */
export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} data-tip={formatDateTime(at)}>
      {formatRelativeTime(at, now)}
    </time>
  );
}

export function ByteSize({ byteSize }: { byteSize: number }) {
  return <data value={byteSize}>{formatByteSize(byteSize)}</data>;
}

export function Duration({ seconds }: { seconds: number }) {
  return <time dateTime={`PT${seconds}S`}>{formatDuration(seconds)}</time>;
}
