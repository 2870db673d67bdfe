// Runs before the first paint. In a separate file, because the content security policy allows no inline script.
try {
  var theme = localStorage.getItem('vitrine.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked. Then the theme of the system applies.
}
