// An advisor's own list: arrived and handed over with one tap.

import { complain, refresh, request, toast, words } from "./desk.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-status]");
  const item = button?.closest("[data-visit]");
  if (!item) return;
  button.disabled = true;
  try {
    const path = `/api/visits/${encodeURIComponent(item.dataset.visit)}/status`;
    await request(path, { status: button.dataset.status });
    toast(`${item.dataset.plate}: ${words.recorded}`);
    refresh();
  } catch (error) {
    complain(error);
  } finally {
    button.disabled = false;
  }
});
