import { SignedImage } from '../data/signed-image.tsx';
import type { StatesIn } from './state.ts';

export const data: StatesIn<'data'> = {
  'data/signed-image': {
    SignedImage: {
      loaded: image('coast'),
      waiting: image('waiting'),
      missing: image('missing'),
    },
  },
};

function image(asset: string) {
  return (
    <div style={{ display: 'grid', width: 160, height: 120 }}>
      <SignedImage asset={asset} alt="The north coast" style={{ width: '100%', height: '100%' }} />
    </div>
  );
}
