import { Placeholder } from '../data/placeholder.tsx';
import { SignedImage } from '../data/signed-image.tsx';
import type { StatesIn } from './state.ts';

/** Thumbhash of a photograph. */
const photograph = '1QcSHQRnh493V4dIh4eXh1h4kJUI';
/** Thumbhash of a shape on a transparent background. */
const drawing = 'YJqGPQw7sFlslqhFafSE+Q6oJ1h2iHB2Rw==';

export const data: StatesIn<'data'> = {
  'data/placeholder': {
    Placeholder: {
      photograph: placeholder(photograph),
      'transparent ground': placeholder(drawing),
      'under a picture that is missing': (
        <div style={{ position: 'relative', display: 'grid', width: 160, height: 120 }}>
          <Placeholder thumbhash={photograph} />
          <SignedImage asset="missing" alt="The north coast" />
        </div>
      ),
    },
  },
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

function placeholder(thumbhash: string) {
  return (
    <div style={{ position: 'relative', width: 160, height: 120 }}>
      <Placeholder thumbhash={thumbhash} />
    </div>
  );
}

function image(asset: string) {
  return (
    <div style={{ display: 'grid', width: 160, height: 120 }}>
      <SignedImage asset={asset} alt="The north coast" style={{ width: '100%', height: '100%' }} />
    </div>
  );
}
