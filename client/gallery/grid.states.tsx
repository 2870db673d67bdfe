import { Grid } from '../grid/grid.tsx';
import { Stage } from './stage.tsx';
import type { StatesIn } from './state.ts';

export const grid: StatesIn<'grid'> = {
  'grid/grid': {
    Grid: {
      tiles: (
        <Stage isWide height={260} until="[data-index]">
          <Grid
            label="Numbers"
            itemCount={1_000}
            minTileWidth={116}
            tileHeight={(width) => width / 2}
            renderTile={(index) => (
              <a href="#tile" tabIndex={-1}>
                {index + 1}
              </a>
            )}
          />
        </Stage>
      ),
    },
  },
};
