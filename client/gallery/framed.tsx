import { createContext, type ReactNode, use } from 'react';

/** URL of a state that is shown alone. Undefined in the window of that state itself. */
export const FrameUrlContext = createContext<string | undefined>(undefined);

/** A state that needs a window: a dialog, a menu, or, over the whole width, a page. In the gallery it has a frame. */
export function Framed(props: { height?: number; isWide?: boolean; children: ReactNode }) {
  const { height = 360, isWide, children } = props;
  const url = use(FrameUrlContext);
  if (url === undefined) return children;
  const title = new URLSearchParams(url).get('state') ?? '';
  return <iframe title={title} src={url} style={{ height }} data-wide={isWide} />;
}

/** A state that takes the whole width of the page. */
export function Wide({ children }: { children: ReactNode }) {
  return <div data-wide>{children}</div>;
}
