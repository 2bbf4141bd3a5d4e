// The picking list: ticks, visits called off for want of parts, deliveries and counts.

import { complain, field, fill, now, openDialog, refresh, request, toast, values, words } from "./desk.js";
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

/** Reports a delivery that came in or is late, or a count; whom a late one touches is shown first to those who may see it. */
function report(row, button) {
  const { part, name } = row.dataset;
  const { stock, delivery, due } = button.dataset;
  const kinds = [
    ["arrived", words.eventArrived], ["counted", words.eventCount], ...(delivery ? [["late", words.eventLate]] : []),
  ];
  const late = field(words.late, "arrival", { type: "datetime-local", hint: words.unknown });
  const quantity = field(words.arrived, "quantity", { type: "number", min: 0, max: 9999, value: due || "1" });
  const show = (kind) => {
    late.hidden = kind !== "late";
    quantity.hidden = kind === "late";
    quantity.querySelector("label").textContent = kind === "counted" ? words.count : words.arrived;
    quantity.querySelector("input").value = kind === "counted" ? stock : due || "1";
  };
  const showsFirst = Boolean(button.closest("[data-preview]"));
  const box = openDialog(name, [field(words.event, "kind", { options: kinds }), quantity, late], [
    { label: words.cancel },
    { label: words.save, kind: "primary", run: async (form) => {
      const said = values(form);
      const arrival = said.arrival || null;
      if (said.kind === "late" && showsFirst) {
        return preview([{ at: now(), type: "partLate", part, arrival, delivery }], `${name}: ${words.eventLate}`);
      }
      const body = said.kind === "late" ? { due: delivery, ...(arrival && { arrival }) } : { quantity: Number(said.quantity) };
      await request(`/api/parts/${encodeURIComponent(part)}/${said.kind}`, body);
      toast(fill(words.stockNow, { name }));
      refresh();
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
  if (stock) report(stock.closest("[data-part]"), stock);
});
