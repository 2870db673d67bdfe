import { Minus, Plus } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import { ViewerToolbar } from '../viewers/viewer-toolbar.tsx';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';
import { files } from './viewers-files.states.tsx';
import { media } from './viewers-media.states.tsx';
import { pictures } from './viewers-pictures.states.tsx';
import { texts } from './viewers-texts.states.tsx';

export const viewers: StatesIn<'viewers'> = {
  ...files,
  ...media,
  ...pictures,
  ...texts,
  'viewers/viewer-toolbar': {
    ViewerToolbar: {
      zoom: (
        <Stage height={80}>
          <ViewerToolbar label="Zoom">
            <IconButton size="s" label="Zoom out" icon={<Minus size={14} />} />
            <IconButton size="s" label="Zoom in" icon={<Plus size={14} />} />
          </ViewerToolbar>
        </Stage>
      ),
    },
  },
};
