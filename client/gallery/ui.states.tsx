import type { StatesIn } from './state.ts';
import { controls } from './ui-controls.states.tsx';
import { fields } from './ui-fields.states.tsx';
import { overlays } from './ui-overlays.states.tsx';
import { values } from './ui-values.states.tsx';

/** Components without knowledge of GraphQL, which all rooms use. */
export const ui: StatesIn<'ui'> = { ...controls, ...fields, ...overlays, ...values };
