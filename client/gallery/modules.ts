/** Modules whose components the gallery shows. A test checks that none is missing. */
export interface Modules {
  'ui/avatar': typeof import('../ui/avatar.tsx');
  'ui/button': typeof import('../ui/button.tsx');
  'ui/chip': typeof import('../ui/chip.tsx');
  'ui/command-line': typeof import('../ui/command-line.tsx');
  'ui/copy-button': typeof import('../ui/copy-button.tsx');
  'ui/dialog': typeof import('../ui/dialog.tsx');
  'ui/facet': typeof import('../ui/facet.tsx');
  'ui/kbd': typeof import('../ui/kbd.tsx');
  'ui/menu': typeof import('../ui/menu.tsx');
  'ui/popover': typeof import('../ui/popover.tsx');
  'ui/segmented-control': typeof import('../ui/segmented-control.tsx');
  'ui/select-field': typeof import('../ui/select-field.tsx');
  'ui/skeleton': typeof import('../ui/skeleton.tsx');
  'ui/spinner': typeof import('../ui/spinner.tsx');
  'ui/states': typeof import('../ui/states.tsx');
  'ui/table': typeof import('../ui/table.tsx');
  'ui/tabs': typeof import('../ui/tabs.tsx');
  'ui/text-field': typeof import('../ui/text-field.tsx');
  'ui/toast': typeof import('../ui/toast.tsx');
  'ui/toolbar': typeof import('../ui/toolbar.tsx');
  'ui/tooltip-layer': typeof import('../ui/tooltip-layer.tsx');
  'ui/values': typeof import('../ui/values.tsx');
}
