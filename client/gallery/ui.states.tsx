import type { StatesIn } from './state.ts';
import { controls } from './ui-controls.states.tsx';
import { fields } from './ui-fields.states.tsx';
import { overlays } from './ui-overlays.states.tsx';
import { values } from './ui-values.states.tsx';

/** Components that do not use GraphQL and that all rooms share. */
export const ui: StatesIn<'ui'> = { ...controls, ...fields, ...overlays, ...values };
