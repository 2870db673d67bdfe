import type { States } from './state.ts';

/** States by component by module. */
export type Room = Record<string, Record<string, States>>;

/** Pages of the gallery. Each is loaded when it is opened. */
export const rooms = {
  ui: async () => (await import('./ui.states.tsx')).ui,
} satisfies Record<string, () => Promise<Room>>;

export type RoomName = keyof typeof rooms;
