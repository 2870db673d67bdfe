import { type ReactNode, use } from 'react';
import { FrameUrlContext } from './framed.tsx';
import styles from './gallery.module.css';
import { type Room, type RoomName, rooms } from './rooms.ts';

const names = Object.keys(rooms) as RoomName[];
const params = new URLSearchParams(window.location.search);
const roomName = names.find((name) => name === params.get('room')) ?? names[0];
const loading: Promise<Room> = roomName ? rooms[roomName]() : Promise.resolve({});

/** Page with the states of all components of a room. If the URL names a state, shows only that one. */
export function Gallery() {
  const room = use(loading);
  const [path = '', component = '', state = ''] = ['module', 'component', 'state'].map(
    (name) => params.get(name) ?? '',
  );
  if (path) return <FrameUrlContext value={undefined}>{room[path]?.[component]?.[state]}</FrameUrlContext>;
  return (
    <div className="gallery-page">
      <nav className={styles.rooms} aria-label="Rooms">
        {names.map((name) => (
          <a key={name} href={`?room=${name}`} aria-current={name === roomName ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <main className={styles.page}>
        <h1>{roomName}</h1>
        {Object.entries(room).flatMap(([path, components]) =>
          Object.entries(components).map(([component, states]) => (
            <section
              key={`${path} ${component}`}
              data-component={component}
              data-module={path}
              className={styles.component}
            >
              <h2>
                {component} <code>client/{path}.tsx</code>
              </h2>
              <div className={styles.states}>
                {Object.entries(states).map(([state, node]) => (
                  <StateBox key={state} name={state} url={urlOf(path, component, state)}>
                    {node}
                  </StateBox>
                ))}
              </div>
            </section>
          )),
        )}
      </main>
    </div>
  );
}

function StateBox({ name, url, children }: { name: string; url: string; children: ReactNode }) {
  return (
    <figure className={styles.state}>
      <figcaption>
        <a href={url}>{name}</a>
      </figcaption>
      <div className={styles.box} data-state={name}>
        <FrameUrlContext value={url}>{children}</FrameUrlContext>
      </div>
    </figure>
  );
}

function urlOf(path: string, component: string, state: string): string {
  return `?${new URLSearchParams({ room: roomName ?? '', module: path, component, state })}`;
}
