import '../ui/base.css';
import './fonts.css';
import './gallery.css';
import { createRoot } from 'react-dom/client';
import { BrokenOnPurpose } from './broken.tsx';
import { Gallery } from './gallery.tsx';
import { StandIn } from './stand-in.tsx';

/** Entry point of the gallery, which shows the components in all their states. The viewer does not include it. */
const root = document.getElementById('root');
if (root) {
  createRoot(root, {
    onCaughtError: (error) => error instanceof BrokenOnPurpose || console.error(error),
  }).render(
    <StandIn>
      <Gallery />
    </StandIn>,
  );
}
