import { keysOf } from '#formats/keys-of.ts';
import type { ItemType } from '../gql/graphql.ts';
import { ItemPicture } from '../item/item-picture.tsx';
import { TypeIcon } from '../item/item-type.tsx';
import { each, Row } from './each.tsx';
import { hardItems, hardTexts, items } from './fixtures/items.ts';
import { masked } from './masked.ts';
import type { StatesIn } from './state.ts';

const size = { position: 'relative', width: 172, height: 129 } as const;

export const item: StatesIn<'item'> = {
  'item/item-type': {
    TypeIcon: {
      'all types': (
        <Row>
          {keysOf(items).map((type: ItemType) => (
            <TypeIcon key={type} type={type} size={16} />
          ))}
        </Row>
      ),
    },
  },
  'item/item-picture': {
    ItemPicture: {
      ...each(items, (type) => (
        <div style={size}>
          <ItemPicture item={masked(items[type])} />
        </div>
      )),
      ...each(hardItems, (name) => (
        <div style={size}>
          <ItemPicture item={masked(hardItems[name])} />
        </div>
      )),
      ...each(hardTexts, (name) => (
        <div style={size}>
          <ItemPicture item={masked(hardTexts[name])} />
        </div>
      )),
      'text in a row and in a large tile': (
        <Row>
          {[64, 116, 340].map((width) => (
            <div key={width} style={{ ...size, width, height: width * 0.75 }}>
              <ItemPicture item={masked(items.TEXT)} />
            </div>
          ))}
        </Row>
      ),
      'title instead of a picture': (
        <div style={size}>
          <ItemPicture item={masked(hardTexts['text that is not read yet'])} isTitled />
        </div>
      ),
    },
  },
};
