// What can be done with a visit from the lists of a day and from its own page.

import { complain, copy, field, fill, make, now, openDialog, refresh, request, soon, Suggestions, toast, values, when, words }
  from "./desk.js";
import { changes, preview } from "./preview.js";

const choices = (text) => text.split("|").map((pair) => {
  const [value, label = value] = pair.split("=");
  return [value, label];
});

/** A visit as its list shows it: id and plate. */
function visitOf(button) {
  const id = button.dataset.for;
  const place = button.closest("[data-visit]") ?? document.querySelector(`[data-visit="${CSS.escape(id)}"]`);
  return { id, path: `/api/visits/${encodeURIComponent(id)}`, plate: place?.dataset.plate ?? id };
}

const titled = (text, visit) => fill(text, { plate: visit.plate });

// MARK: Changes

/** Records how far a visit has come, and shows what that changes for others. */
async function record(visit, status, done, reason) {
  const answer = await request(`${visit.path}/status`, { status, ...(reason ? { reason } : {}) });
  toast(done);
  refresh();
  const touched = answer.preview?.groups.some((group) => group.lines.length);
  if (touched) openDialog(words.whatChanged, changes(answer.preview), [{ label: words.close, kind: "primary" }], { wide: true });
}

/** Asks for a reason: one of a list, and more in words. */
function askReason(title, text, reasons, label, run) {
  openDialog(title, [
    text && make("p.soft", {}, text),
    field(words.reason, "reason", { options: choices(reasons) }),
    field(words.inWords, "more", { placeholder: words.optional }),
  ], [
    { label: words.back, run: () => true },
    { label, kind: "danger", submit: true, run: (form) => {
      const { reason, more } = values(form);
      return run([reason, more].filter(Boolean).join(": "));
    } },
  ]);
}

// MARK: Other times

/** The times that a visit can be moved to; one of them is agreed by its number. */
async function otherTimes(visit, title, list) {
  if (!list) {
    const waiting = openDialog(titled(title, visit), make("p.soft", { role: "status" }, words.looking));
    try {
      list = await request(`${visit.path}/offers`);
    } catch (error) {
      waiting.close();
      throw error;
    }
    if (!waiting.open) return;
  }
  const box = openDialog(titled(title, visit), [
    (list.notes ?? []).map((text) => make("p.notice.info", {}, text)),
    list.offers.length
      ? make("ol.offers", {}, list.offers.map((offer, index) => make("li", {},
        make("button.offer", { type: "button", "data-key": String(index + 1), click: () => move(visit, title, offer, box) },
          make("span.number", { "aria-hidden": "true" }, String(index + 1)),
          make("span", {}, make("span.when", {}, when(offer.arrival, { always: true })), make("br"),
            make("span.soft", {}, [(offer.advisor?.name ?? "").replace(/ \([^()]*\)$/, ""),
              fill(words.ready, { time: when(offer.promise ?? offer.ready) })].filter(Boolean).join(" · ")))))))
      : make("p", {}, words.noTimes),
  ]);
}

async function move(visit, title, offer, box) {
  try {
    const moved = await request(`${visit.path}/move`, { arrival: offer.arrival, advisor: offer.advisor?.id });
    box.close();
    refresh();
    openDialog(fill(words.moved, { time: when(moved.arrival, { always: true }) }), [
      make("div", {}, make("h3.label", {}, words.readAloud), make("p.read-aloud", {}, moved.spoken)),
      make("div", {}, make("h3.label", {}, words.message), make("p.message", {}, moved.message)),
    ], [
      { label: words.close },
      { label: words.copyText, kind: "primary", key: "t", run: () => copy(moved.message) },
    ]);
  } catch (error) {
    if (error.code !== "taken" || !error.body?.offers) return complain(error);
    box.close();
    toast(error.message, "bad");
    otherTimes(visit, title, error.body.offers);
  }
}

// MARK: Jobs

/** A field for jobs of the catalogue in a dialog, with `picked()` for the names. */
function jobsField() {
  const jobs = [];
  const input = make("input", {
    id: "dialog-jobs", name: "job", role: "combobox", autocomplete: "off", "aria-expanded": "false",
    "aria-autocomplete": "list", "aria-controls": "dialog-jobs-list", placeholder: words.jobHint,
  });
  const list = make("div.listbox", { id: "dialog-jobs-list", role: "listbox", "aria-label": words.jobs });
  const picked = make("ul.picked");
  const show = () => picked.replaceChildren(...jobs.map((job) => make("li", {}, job,
    make("button", { type: "button", "aria-label": `× ${job}`, click: () => {
      jobs.splice(jobs.indexOf(job), 1);
      show();
    } }, "×"))));
  const element = make("div.field", {}, make("label", { for: input.id }, words.jobs), make("div.combo.inline", {}, input, list),
    picked);
  const attach = () => new Suggestions(input, {
    search: async (text) => (await request(`/api/jobs?q=${encodeURIComponent(text)}`)).jobs,
    show: (job) => [make("span", {}, job.name), make("span.soft.push", {}, fill(words.minutes, { n: job.minutes }))],
    take: (job) => {
      if (!jobs.includes(job.name)) jobs.push(job.name);
      input.value = "";
      show();
    },
    empty: () => input.form.requestSubmit(),
  });
  return { element, attach, picked: () => (jobs.length ? jobs : [input.value.trim()].filter(Boolean)).join(",") };
}

/** A request as the desk understands it. */
const understood = async (said) => (await request("/api/offers", said)).request;

function walkIn() {
  const jobs = jobsField();
  openDialog(words.walkIn, [
    field(words.plate, "plate", { required: true, autofocus: true }),
    make("div.fields", {}, field(words.customer, "customer"), field(words.phone, "phone", { inputmode: "tel" })),
    jobs.element,
    make("label.check", {}, make("input", { type: "checkbox", name: "waiting" }), words.waiting),
  ], [
    { label: words.cancel, run: () => true },
    { label: words.look, kind: "primary", run: async (form) => {
      const { plate, customer, phone, waiting } = values(form);
      const appointment = await understood({ plate, customer, phone, jobs: jobs.picked(), waiting: Boolean(waiting) });
      for (const name of ["booked", "preferredArrival", "availability", "arrived"]) delete appointment[name];
      await preview([{ at: now(), type: "walkIn", appointment }], `${words.walkIn} ${plate}`);
    } },
  ]);
  jobs.attach();
}

function addWork(visit) {
  const jobs = jobsField();
  openDialog(titled(words.addWork, visit), [
    jobs.element, field(words.newPromise, "readyBy", { type: "datetime-local", hint: words.optional }),
  ], [
    { label: words.cancel, run: () => true },
    { label: words.look, kind: "primary", run: async (form) => {
      const { readyBy } = values(form);
      const asked = await understood({ plate: visit.plate, jobs: jobs.picked() });
      const { appointment } = await request(visit.path);
      const taken = new Set(appointment.operations.map((operation) => operation.id));
      const operations = asked.operations.map((operation) => {
        let number = taken.size + 1;
        while (taken.has(String(number))) number += 1;
        taken.add(String(number));
        return { ...operation, id: String(number) };
      });
      await preview([{
        at: now(), type: "addedWork", appointment: visit.id, operations,
        ...(asked.parts?.length ? { parts: asked.parts } : {}), ...(readyBy ? { readyBy } : {}),
      }], `${titled(words.addWork, visit)}, ${jobs.picked()}`);
    } },
  ]);
  jobs.attach();
}

// MARK: Everything by name

const acts = {
  arrived: (visit) => record(visit, "arrived", titled(words.arrived, visit)),
  handedOver: (visit) => record(visit, "handedOver", titled(words.handedOver, visit)),
  noShow: (visit) => openDialog(titled(words.noShow, visit), make("p", {}, words.noShowText), [
    { label: words.back, run: () => true },
    { label: words.noShowNow, kind: "danger", submit: true, run: () => record(visit, "noShow", words.done) },
  ]),
  cancel: (visit) => askReason(titled(words.cancelTitle, visit), "", words.cancelReasons, words.cancelNow,
    (reason) => record(visit, "cancelled", words.done, reason)),
  decline: (visit) => askReason(titled(words.decline, visit), "", words.declineReasons, words.save,
    (reason) => record(visit, "declined", words.done, reason)),
  move: (visit) => otherTimes(visit, words.move),
  time: (visit) => otherTimes(visit, words.find),
  late: (visit) => openDialog(titled(words.late, visit),
    field(words.lateAt, "arrival", { type: "datetime-local", value: soon(30), required: true }), [
      { label: words.cancel, run: () => true },
      { label: words.look, kind: "primary", run: (form) => preview(
        [{ at: now(), type: "late", appointment: visit.id, arrival: values(form).arrival }],
        `${titled(words.late, visit)} ${values(form).arrival.slice(11)}`) },
    ]),
  hold: (visit) => openDialog(titled(words.hold, visit),
    field(words.holdUntil, "until", { type: "datetime-local", value: soon(60), hint: words.optional }), [
      { label: words.cancel, run: () => true },
      { label: words.look, kind: "primary", run: (form) => {
        const { until } = values(form);
        return preview([{ at: now(), type: "hold", appointment: visit.id, ...(until ? { until } : {}) }],
          titled(words.hold, visit));
      } },
    ]),
  answered: (visit) => preview([{ at: now(), type: "answered", appointment: visit.id }], words.answered),
  contact: (visit) => openDialog(titled(words.contact, visit), [
    make("div.fields", {}, field(words.occasion, "occasion", { options: choices(words.occasions) }),
      field(words.outcome, "outcome", { options: choices(words.outcomes) })),
    field(words.retry, "retry", { type: "datetime-local", hint: words.optional }), field(words.note, "note"),
  ], [
    { label: words.cancel, run: () => true },
    { label: words.save, kind: "primary", run: async (form) => {
      const given = Object.fromEntries(Object.entries(values(form)).filter(([, value]) => value));
      await request(`${visit.path}/contacts`, given);
      toast(words.done);
      refresh();
    } },
  ]),
  removeWork: (visit, { operation, job }) => preview(
    [{ at: now(), type: "removedWork", appointment: visit.id, operations: [operation] }],
    `${titled(words.removeWork, visit)}, ${job}`),
  addWork,
  walkIn,
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-act]");
  const act = button && acts[button.dataset.act];
  if (!act) return;
  button.disabled = true;
  try {
    await act(button.dataset.for ? visitOf(button) : null, button.dataset);
  } catch (error) {
    complain(error);
  } finally {
    button.disabled = false;
  }
});
