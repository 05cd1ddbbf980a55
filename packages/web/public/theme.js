// Runs before the first paint, so that a chosen theme that differs from the system's does not flash.
try {
  const chosen = localStorage.getItem('entente.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; the system's theme is then used.
}
