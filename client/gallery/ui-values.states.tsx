import { Avatar } from '../ui/avatar.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { ByteSize, Duration, RelativeTime } from '../ui/values.tsx';
import { Row } from './each.tsx';
import type { StatesIn } from './state.ts';

const people = ['Alice Moreau', 'Bob Okafor', 'carla@lumen.example', 'Łukasz', 'Ørsted', 'Ivy', 'Noa Peretz', 'X'];

export const values: Pick<StatesIn<'ui'>, 'ui/avatar' | 'ui/kbd' | 'ui/skeleton' | 'ui/spinner' | 'ui/values'> = {
  'ui/avatar': {
    Avatar: {
      people: (
        <Row>
          {people.map((name) => (
            <Avatar key={name} name={name} />
          ))}
        </Row>
      ),
      organizations: (
        <Row>
          {people.map((name) => (
            <Avatar key={name} name={name} shape="square" />
          ))}
        </Row>
      ),
    },
  },
  'ui/kbd': {
    Kbd: {
      keys: (
        <Row>
          {['k', 'mod+k', 'shift+ArrowUp', 'Escape', ' ', '?'].map((keys) => (
            <Kbd key={keys} keys={keys} />
          ))}
        </Row>
      ),
    },
  },
  'ui/skeleton': {
    Skeleton: {
      lines: (
        <>
          <Skeleton width="80%" />
          <Skeleton width="45%" height={20} />
        </>
      ),
    },
  },
  'ui/spinner': { Spinner: { plain: <Spinner label="Loading…" /> } },
  'ui/values': {
    RelativeTime: {
      past: (
        <Row>
          <RelativeTime at="2026-03-14T11:59:40Z" />
          <RelativeTime at="2026-03-14T09:00:00Z" />
          <RelativeTime at="2026-03-13T09:00:00Z" />
          <RelativeTime at="2021-03-13T09:00:00Z" />
        </Row>
      ),
      future: <RelativeTime at="2026-06-12T12:00:00Z" />,
    },
    ByteSize: {
      sizes: (
        <Row>
          {[0, 1, 1_536, 12_400_000, 1_230_000_000_000].map((byteSize) => (
            <ByteSize key={byteSize} byteSize={byteSize} />
          ))}
        </Row>
      ),
    },
    Duration: {
      lengths: (
        <Row>
          {[7, 754, 3_723].map((seconds) => (
            <Duration key={seconds} seconds={seconds} />
          ))}
        </Row>
      ),
    },
  },
};
