import { AccessFilterBar } from '../access/access-filter-bar.tsx';
import { AccessTable } from '../access/access-table.tsx';
import { ExportMenu } from '../access/export-menu.tsx';
import { ItemLink } from '../access/item-link.tsx';
import { ignore } from './each.tsx';
import { entries } from './fixtures/entries.ts';
import { longWord } from './fixtures/words.ts';
import { Framed, Wide } from './framed.tsx';
import { masked } from './masked.ts';
import { Opened } from './opened.tsx';
import { settingsAnswers } from './settings.states.tsx';
import { Served } from './stand-in.tsx';
import type { StatesIn } from './state.ts';

export const access: StatesIn<'access'> = {
  'access/access-filter-bar': {
    AccessFilterBar: {
      none: (
        <Wide>
          <Served answers={settingsAnswers}>
            <AccessFilterBar org="lumen" search={{}} onChange={ignore} onClear={ignore} />
          </Served>
        </Wide>
      ),
      'all of them': (
        <Wide>
          <Served answers={settingsAnswers}>
            <AccessFilterBar
              org="lumen"
              search={{
                who: 'alice@lumen.example',
                dataset: 'field-photographs',
                item: longWord,
                token: 'token',
                link: 'link',
                from: '2026-03-01',
                to: '2026-03-14',
                thumbnails: 'show',
              }}
              onChange={ignore}
              onClear={ignore}
            />
          </Served>
        </Wide>
      ),
    },
  },
  'access/access-table': {
    AccessTable: {
      'all actions': (
        <Wide>
          <AccessTable org="lumen" entries={masked(entries)} />
        </Wide>
      ),
    },
  },
  'access/export-menu': {
    ExportMenu: {
      open: (
        <Framed height={180}>
          <Opened>
            <ExportMenu org="lumen" search={{}} />
          </Opened>
        </Framed>
      ),
    },
  },
  'access/item-link': {
    ItemLink: {
      short: <ItemLink org="lumen" dataset="field-photographs" itemKey="coast/0001" />,
    },
  },
};
