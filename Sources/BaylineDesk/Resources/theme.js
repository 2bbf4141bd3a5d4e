// Before the first paint, so that the page does not flash: the light or dark that was chosen on this device.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that stores nothing follows the system.
}
