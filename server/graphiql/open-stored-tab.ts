/**
 * The source of a function of the browser, which wraps the call that renders GraphiQL. On return, GraphiQL opens the tab whose
 * query and variables it is given, and adds an empty tab if it is given none. This function passes those of the tab that
 * was open, or of the query in the address.
 *
 * A text, because a compiled function may refer to helpers of the compiler.
 */
export const openStoredTab = `(render) => (root, options) => {
  let tab;
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    const query = new URL(location.href).searchParams.get('query');
    tab = query ? (tabs.find((stored) => stored.query === query) ?? { query }) : tabs[activeTabIndex];
  } catch {
    // Nothing is stored yet, or storage is forbidden.
  }
  render(root, tab ? { ...options, query: tab.query ?? '', variables: tab.variables ?? '' } : options);
}`;
