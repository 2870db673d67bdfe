/**
 * Source of a browser function that wraps the call that renders GraphiQL. After a reload, GraphiQL opens the tab with
 * the query and variables that it receives, or adds an empty tab. This function passes the query and variables of the
 * stored open tab, or the query in the URL.
 *
 * The source is a string, because a compiled function may use helpers of the compiler.
 */
export const openStoredTab = `(render) => (root, options) => {
  let tab;
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    const query = new URL(location.href).searchParams.get('query');
    tab = query ? (tabs.find((stored) => stored.query === query) ?? { query }) : tabs[activeTabIndex];
  } catch {
    // The storage has no tab yet, or the browser does not allow storage.
  }
  render(root, tab ? { ...options, query: tab.query ?? '', variables: tab.variables ?? '' } : options);
}`;
