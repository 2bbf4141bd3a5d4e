// The list of calls: one tick records that somebody was reached; a failure asks when to try again.

import { complain, field, openDialog, refresh, request, toast, values, words } from "./desk.js";

const loaded = Date.now();

/** A time in the workshop some minutes from now, to the quarter of an hour. */
function later(minutes) {
  const [day, clock] = words.now.split("T");
  const [hour, minute] = clock.split(":").map(Number);
  const all = hour * 60 + minute + Math.floor((Date.now() - loaded) / 60000) + minutes;
  const quarter = Math.min(1425, Math.ceil(all / 15) * 15);
  return `${day}T${String(Math.floor(quarter / 60)).padStart(2, "0")}:${String(quarter % 60).padStart(2, "0")}`;
}

/** Which status follows when a call has succeeded. */
const steps = { confirmation: "confirmed", dayBefore: "reminded", hourBefore: "reminded" };

async function record(item, contact) {
  const { visit, occasion } = item.dataset;
  const path = `/api/visits/${encodeURIComponent(visit)}`;
  await request(`${path}/contacts`, { occasion, ...contact });
  if (contact.outcome === "done" && steps[occasion]) {
    await request(`${path}/status`, { status: steps[occasion] }).catch((refusal) => {
      // Somebody was faster, or the vehicle is there already.
      if (refusal.code !== "refused") throw refusal;
    });
  }
  toast(`${item.dataset.plate}: ${words.recorded}`);
  refresh();
}

function ask(item, outcome) {
  openDialog(item.dataset.plate, [
    field(words.outcome, "outcome", {
      options: ["noAnswer", "badMoment", "refused", "done"].map((name) => [name, words[name]]),
    }),
    field(words.retry, "retry", { type: "datetime-local", value: later(60) }),
    field(words.note, "note", { multiline: true }),
  ], [
    { label: words.cancel },
    { label: words.save, kind: "primary", run: (form) => {
      const said = values(form);
      const failed = said.outcome === "noAnswer" || said.outcome === "badMoment";
      return record(item, {
        outcome: said.outcome, ...(failed && said.retry ? { retry: said.retry } : {}),
        ...(said.note ? { note: said.note } : {}),
      });
    } },
  ]).querySelector("select").value = outcome;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-outcome]");
  const item = button?.closest("[data-occasion]");
  if (!item) return;
  const { outcome } = button.dataset;
  if (outcome === "more") return ask(item, "badMoment");
  button.disabled = true;
  record(item, outcome === "noAnswer" ? { outcome, retry: later(60) } : { outcome })
    .catch(complain).finally(() => (button.disabled = false));
});
