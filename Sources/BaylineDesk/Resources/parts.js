// The picking list: ticks, visits called off for want of parts, deliveries and counts.

import { complain, field, fill, openDialog, refresh, request, toast, values, words } from "./desk.js";
import { preview } from "./preview.js";

async function pick(item, isPicked) {
  await request(`/api/visits/${encodeURIComponent(item.dataset.visit)}/picked`, { picked: isPicked });
  toast(fill(isPicked ? words.pickedNow : words.returned, { plate: item.dataset.plate }));
  refresh();
}

function callOff(item) {
  const { visit, plate } = item.dataset;
  openDialog(fill(words.callOff, { plate }), field(words.reason, "reason", { required: true, value: words.partsMissing }), [
    { label: words.cancel },
    { label: words.takeOver, kind: "danger", submit: true, run: async (form) => {
      const { reason } = values(form);
      await request(`/api/visits/${encodeURIComponent(visit)}/status`, { status: "calledOff", reason });
      toast(words.calledOff);
      refresh();
    } },
  ]);
}

function change(row, button) {
  const { part, name } = row.dataset;
  const { stock, delivery } = button.dataset;
  const kinds = [
    ...(delivery ? [["partLate", words.eventLate]] : []), ["partArrived", words.eventArrived], ["stock", words.eventCount],
  ];
  const late = field(words.late, "arrival", { type: "datetime-local", hint: words.unknown });
  const quantity = field(words.arrived, "quantity", { type: "number", min: 0, max: 9999, value: stock });
  const show = (type) => {
    late.hidden = type !== "partLate";
    quantity.hidden = type === "partLate";
    quantity.querySelector("label").textContent = type === "stock" ? words.count : words.arrived;
  };
  const box = openDialog(name, [field(words.event, "type", { options: kinds }), late, quantity], [
    { label: words.cancel },
    { label: words.preview, kind: "primary", run: async (form) => {
      const said = values(form);
      const event = { at: words.now, type: said.type, part };
      if (said.type === "partLate") Object.assign(event, { arrival: said.arrival || null, delivery });
      else event.quantity = Number(said.quantity);
      await preview([event], `${name}: ${kinds.find(([kind]) => kind === said.type)[1]}`);
    } },
  ]);
  const list = box.querySelector("select");
  list.addEventListener("change", () => show(list.value));
  show(list.value);
}

document.addEventListener("click", (event) => {
  const tick = event.target.closest?.("[data-pick]");
  if (tick) {
    tick.disabled = true;
    return pick(tick.closest("[data-visit]"), tick.dataset.pick === "1").catch(complain)
      .finally(() => (tick.disabled = false));
  }
  const off = event.target.closest?.("[data-call-off]");
  if (off) return callOff(off.closest("[data-visit]"));
  const stock = event.target.closest?.("[data-stock]");
  if (stock) change(stock.closest("[data-part]"), stock);
});
