import { SignedImage } from '../data/signed-image.tsx';
import type { StatesIn } from './state.ts';

export const data: StatesIn<'data'> = {
  'data/signed-image': {
    SignedImage: {
      loaded: image('coast'),
      waiting: image('waiting'),
      missing: image('missing'),
      'missing, without a size': <SignedImage asset="missing" alt="The north coast" />,
      'missing, in a small box': (
        <div style={{ display: 'grid', width: 64, height: 48 }}>
          <SignedImage asset="missing" alt="The north coast" />
        </div>
      ),
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
