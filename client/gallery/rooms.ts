import type { States } from './state.ts';

/** States of a room, by module and component. */
export type Room = Record<string, Record<string, States>>;

/** Pages of the gallery. Each page is loaded when the user opens it. */
export const rooms = {
  ui: async () => (await import('./ui.states.tsx')).ui,
  data: async () => (await import('./data.states.tsx')).data,
  grid: async () => (await import('./grid.states.tsx')).grid,
  'sign-in': async () => (await import('./sign-in.states.tsx')).signIn,
  shell: async () => (await import('./shell.states.tsx')).shell,
  panels: async () => (await import('./panels.states.tsx')).panels,
  item: async () => (await import('./item.states.tsx')).item,
  viewers: async () => (await import('./viewers.states.tsx')).viewers,
  'item-panel': async () => (await import('./item-panel.states.tsx')).itemPanel,
  settings: async () => (await import('./settings.states.tsx')).settings,
  access: async () => (await import('./access.states.tsx')).access,
  ingest: async () => (await import('./ingest.states.tsx')).ingest,
  exports: async () => (await import('./exports.states.tsx')).exportsRoom,
  sharing: async () => (await import('./sharing.states.tsx')).sharing,
  dataset: async () => (await import('./dataset.states.tsx')).dataset,
  'dataset-list': async () => (await import('./dataset-list.states.tsx')).datasetList,
  revisions: async () => (await import('./revisions.states.tsx')).revisionsRoom,
  search: async () => (await import('./search.states.tsx')).search,
  invitations: async () => (await import('./invitations.states.tsx')).invitations,
} satisfies Record<string, () => Promise<Room>>;

export type RoomName = keyof typeof rooms;
