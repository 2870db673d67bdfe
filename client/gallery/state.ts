import type { Component, ReactNode } from 'react';
import type { Modules } from './modules.ts';

/** Names of the components that a module exports. */
type ComponentOf<Module> = {
  [Name in keyof Module]: Name extends Capitalize<Name & string>
    ? Module[Name] extends ((...args: never[]) => ReactNode) | (new (...args: never[]) => Component)
      ? Name
      : never
    : never;
}[keyof Module];

/** States of a component, by name. */
export type States = Record<string, ReactNode>;

/** States of each component of a module. A missing component is a compile error. */
export type StatesOf<Path extends keyof Modules> = Record<ComponentOf<Modules[Path]>, States>;

/** States of all modules of a room. */
export type StatesIn<Room extends string> = {
  [Path in keyof Modules as Path extends `${Room}/${string}` ? Path : never]: StatesOf<Path>;
};
