// Runs before the first paint, in a file of its own because the content security policy allows no inline script.
try {
  var theme = localStorage.getItem('vitrine.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's choice holds.
}
