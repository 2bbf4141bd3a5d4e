// The settings: every form works without this. It warns before unsaved changes are lost, and shows what is new.

import { words } from "./desk.js";

const form = document.getElementById("settings-form");
let isDirty = false;

if (form) {
  const mark = () => {
    isDirty = true;
    form.querySelector(".save-bar")?.setAttribute("data-dirty", "");
  };
  form.addEventListener("input", mark);
  form.addEventListener("submit", () => (isDirty = false));
  addEventListener("beforeunload", (event) => {
    if (!isDirty) return;
    event.preventDefault();
    event.returnValue = words.unsaved;
  });
  // After a refusal or another row, what was typed is still not saved.
  if (document.querySelector("#notice.bad, #notice.warn")) mark();
  form.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith(".gone")) return;
    (event.target.closest("tr") ?? event.target.closest(".record"))?.toggleAttribute("data-gone", event.target.checked);
  });
  for (const box of form.querySelectorAll("input[name$='.gone']:checked")) {
    (box.closest("tr") ?? box.closest(".record"))?.setAttribute("data-gone", "");
  }
  const fault = form.querySelector("[aria-invalid='true']");
  const added = document.querySelector(`${location.hash || "#none"} .record[open]:last-of-type input:not([type=hidden])`)
    ?? document.querySelector(`${location.hash || "#none"} tbody tr:last-child input:not([type=hidden])`);
  (fault ?? added)?.focus();
}
