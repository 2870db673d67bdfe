import { createContext, type ReactNode, use } from 'react';

/** URL of a page that shows only this state. Undefined on that page itself. */
export const FrameUrlContext = createContext<string | undefined>(undefined);

/** State that needs a separate window, such as a dialog, a menu or a whole page. The gallery shows it in an iframe. */
export function Framed(props: { height?: number; isWide?: boolean; children: ReactNode }) {
  const { height = 360, isWide, children } = props;
  const url = use(FrameUrlContext);
  if (url === undefined) return children;
  const title = new URLSearchParams(url).get('state') ?? '';
  return <iframe title={title} src={url} style={{ height }} data-wide={isWide} />;
}

/** State that takes the whole width of the gallery. */
export function Wide({ children }: { children: ReactNode }) {
  return <div data-wide>{children}</div>;
}
