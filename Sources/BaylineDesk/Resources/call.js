// The call: plate, jobs, time, offers, booked. Every step goes on with Enter, and a number books.

import { announce, complain, copy, fill, field as dialogField, make, openDialog, request, soon, Suggestions, toast, values, when, words }
  from "./desk.js";

const form = document.getElementById("call");
const offersList = document.getElementById("offers");
const notes = document.getElementById("notes");
const noOffers = document.getElementById("no-offers");
const bookedPanel = document.getElementById("booked");
const input = (name) => form.elements[name];

/** Names of jobs, in the order in which they were chosen. */
let jobs = [];
/** What the desk offered last: `{request, offers, …}`. */
let list = null;
let running = null;
let timer = null;
let asked = 0;
let isBooking = false;
/** The last question as text, and the answer that is on its way. */
let lastAsked = "";
let pending = null;

// MARK: What the caller says

/** A time with an hour alone, like `fri 10`, as the desk reads it. */
const whole = (text) => text.replace("：", ":").replace(/(^|\s)(\d{1,2})$/, "$1$2:00");

function said() {
  const fields = values(form);
  delete fields.plate;
  for (const name of ["at", "by"]) fields[name] = whole(fields[name]);
  const open = input("jobs").value.trim();
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")),
    plate: input("plate").value.trim(), jobs: [...jobs, ...(open && !jobs.length ? [open] : [])].join(","),
    waiting: input("waiting").checked, loaner: input("loaner").checked,
  };
}

function showFaults(faults) {
  for (const place of form.querySelectorAll(".fault")) place.textContent = "";
  for (const control of form.elements) control.removeAttribute?.("aria-invalid");
  for (const fault of faults) {
    const name = fault.place.replace(/^\$\.?/, "");
    const place = document.getElementById(`${name}-fault`);
    if (place) {
      place.textContent = fault.message;
      input(name)?.setAttribute("aria-invalid", "true");
    } else {
      note(fault.message, "warn");
    }
  }
}

function note(text, kind = "info") {
  notes.append(make("p", { class: `notice ${kind}` }, text));
}

// MARK: Offers

/** Asks for offers a moment after the last change; while somebody types, half a word is not worth a question. */
function later(pause = 160) {
  clearTimeout(timer);
  timer = setTimeout(() => look().catch(complain), pause);
}

/** Asks for offers now, and shows them. */
async function look() {
  clearTimeout(timer);
  if (!jobs.length && !input("request").value.trim()) {
    list = null;
    lastAsked = "";
    running?.abort();
    show();
    return;
  }
  const question = said();
  // Leaving a field changes nothing that was asked already.
  const isKnown = lastAsked === JSON.stringify(question);
  if (isKnown && list) return;
  if (isKnown && pending) return pending;
  lastAsked = JSON.stringify(question);
  const mine = ask(question).finally(() => {
    if (pending === mine) pending = null;
  });
  pending = mine;
  return mine;
}

async function ask(question) {
  const turn = ++asked;
  running?.abort();
  running = new AbortController();
  offersList.setAttribute("aria-busy", "true");
  try {
    const answer = await request("/api/offers", question, { signal: running.signal });
    if (turn !== asked) return;
    list = answer;
    showFaults([]);
    show();
  } catch (error) {
    if (error.name === "AbortError" || turn !== asked) return;
    list = null;
    show();
    if (error.faults?.length) showFaults(error.faults);
    else note(error.message, "bad");
  } finally {
    if (turn === asked) offersList.removeAttribute("aria-busy");
  }
}

function show(sentence) {
  notes.replaceChildren();
  if (sentence) note(sentence, "warn");
  for (const text of list?.notes ?? []) note(text);
  const offers = list?.offers ?? [];
  const wasHere = offersList.contains(document.activeElement);
  offersList.replaceChildren(...offers.map(offerItem));
  if (wasHere) offersList.querySelector("button")?.focus();
  noOffers.hidden = offers.length > 0 || Boolean(list);
  if (list && !offers.length) {
    if (!list.notes.length) note(list.refusal?.detail ?? words.noOffers, "warn");
    if (list.next) note(fill(words.next, { time: when(list.next.arrival) }));
  }
  if (list) {
    const spoken = offers.map((offer, index) => `${index + 1}. ${when(offer.arrival)}`).join(", ");
    announce(offers.length ? fill(words.offersReady, { n: offers.length, list: spoken }) : words.noOffers);
  }
}

/** A name without the id in brackets that files have. */
const short = (name) => (name ?? "").replace(/ \([^()]*\)$/, "");

function offerItem(offer, index) {
  const advisor = short(offer.advisor?.name);
  const price = offer.price ?? null;
  return make("li", {},
    make("button.offer", { type: "button", "data-key": String(index + 1), "data-key-label": when(offer.arrival),
      click: () => book(index) },
      make("span.number", { "aria-hidden": "true" }, String(index + 1)),
      make("span", {},
        make("span.row", {}, make("span.when", {}, when(offer.arrival, { always: true })),
          offer.isFirstChoice && make("span.chip.good", {}, words.firstChoice)),
        make("span.soft", {}, [advisor, fill(words.ready, { time: readyText(offer) })].filter(Boolean).join(" · "))),
      make("span.price", {}, price === null ? "" : fill(words.price, { n: price.toLocaleString() }))));
}

const readyText = (offer) => {
  const promise = offer.promise ?? offer.ready;
  return promise.slice(0, 10) === offer.arrival.slice(0, 10) ? promise.slice(11) : when(promise, { always: true });
};

/** Goes to the offers as soon as they are there. */
async function toOffers() {
  await look();
  const first = offersList.querySelector("button");
  if (first) first.focus();
}

// MARK: Booking

async function book(index) {
  const offer = list?.offers[index];
  if (!offer || isBooking) return;
  isBooking = true;
  offersList.setAttribute("aria-busy", "true");
  try {
    const booked = await request("/api/bookings",
      { request: list.request, arrival: offer.arrival, advisor: offer.advisor.id });
    showBooked(booked);
  } catch (error) {
    if (error.code === "taken" && error.body?.offers) {
      list = error.body.offers;
      lastAsked = JSON.stringify(said());
      show(words.slotTaken);
      offersList.querySelector("button")?.focus();
    } else if (error.faults?.some((fault) => fault.code === "duplicateId")) {
      // Somebody else has just booked the same vehicle; a new question gets a new number.
      list = null;
      lastAsked = "";
      await toOffers();
      note(words.slotTaken, "warn");
    } else {
      complain(error);
    }
  } finally {
    isBooking = false;
    offersList.removeAttribute("aria-busy");
  }
}

function showBooked(booked) {
  document.getElementById("offers-panel").hidden = true;
  form.hidden = true;
  bookedPanel.hidden = false;
  bookedPanel.dataset.visit = booked.visit;
  bookedPanel.replaceChildren(
    make("div.panel-head", {},
      make("h2", {}, `${words.isBooked}: ${when(booked.arrival, { always: true })}`),
      make("span.chip.good", {}, input("plate").value.trim())),
    make("div", {}, make("h3.label", {}, words.readAloud), make("p.read-aloud", { id: "spoken" }, booked.spoken)),
    make("div", {}, make("h3.label", {}, words.message), make("p.message", { id: "message" }, booked.message)),
    make("div.row", {},
      make("button.button.primary", { type: "button", "data-key": "t", click: () => copy(booked.message) },
        words.copyText, make("kbd", { "aria-hidden": "true" }, "t")),
      make("a.button", { href: "/call", "data-key": "n" }, words.nextCall, make("kbd", { "aria-hidden": "true" }, "n")),
      make("a.button.quiet", { href: `/visit/${encodeURIComponent(booked.visit)}`, "data-key": "v" }, words.toVisit,
        make("kbd", { "aria-hidden": "true" }, "v"))));
  bookedPanel.focus();
  bookedPanel.scrollIntoView({ block: "nearest" });
}

// MARK: The customer

const file = document.getElementById("file");

/** A customer with the title where the language has it. */
function called({ customer = "", title = "" }) {
  return document.documentElement.lang.startsWith("zh") ? customer + title : `${title} ${customer}`.trim();
}

function showFile(customer, isTaken = false) {
  if (!customer) {
    const isNew = input("plate").value.trim().length >= 2;
    file.replaceChildren(make("h2", {}, isNew ? words.newCustomer : words.customer),
      make("p.soft", {}, isNew ? words.typePlate : ""));
    return;
  }
  const name = called(customer);
  file.replaceChildren(
    make("div.panel-head", {},
      make("h2", {}, make("span.plate", {}, customer.plate), ` ${name}`),
      !isTaken && make("button.button.small", { type: "button", click: () => take(customer) }, words.take,
        make("kbd", { "aria-hidden": "true" }, "↵"))),
    make("div.stack.tight", {},
      make("dl.pairs", {}, [
        [words.vehicle, customer.vehicle], [words.phone, customer.phone],
        [words.mileage, customer.mileage && fill(words.kilometres, { n: customer.mileage.toLocaleString() })],
        [words.preferredAdvisor, personName("advisor", customer.preferredAdvisor)],
        [words.preferredTechnician, customer.preferredTechnicianName ?? customer.preferredTechnician],
      ].filter(([, value]) => value).flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)])),
      (customer.recalls ?? []).map((recall) =>
        make("div.notice.warn", {}, make("strong", {}, `${recall.number} ${recall.title}`), recall.notice,
          make("p", {}, make("button.button.small", { type: "button", click: () => addRecall(recall) }, words.addRecall)))),
      customer.visits?.length
        ? make("div", {}, make("h3", {}, words.history), make("ul.items", {}, customer.visits.slice(0, 5).map(pastVisit)))
        : null));
}

function personName(list, id) {
  if (!id) return "";
  return [...input(list).options].find((option) => option.value === id)?.textContent ?? id;
}

function pastVisit(visit) {
  const arrival = visit.appointment.arrived ?? visit.assignment?.arrival ?? visit.appointment.booked?.arrival;
  const names = visit.appointment.operations.map((operation) => operation.name ?? operation.id).join(", ");
  return make("li", {},
    make("div.row", {}, make("span.strong.nowrap", {}, arrival ? arrival.slice(0, 10) : "–"), names));
}

function addRecall(recall) {
  const request = input("request");
  const text = `${recall.number} ${recall.title}`;
  if (!request.value.includes(text)) request.value = [request.value.trim(), text].filter(Boolean).join(" ");
  input("kind").value = "recall";
  input("jobs").focus();
  later();
}

/** Takes a known customer over into the form. */
function take(customer) {
  for (const name of ["plate", "customer", "title", "phone", "vehicle", "mileage"]) {
    const value = customer[name];
    if (value === undefined || value === null) continue;
    if (name === "title" && ![...input("title").options].some((option) => option.value === value)) {
      input("title").append(make("option", { value }, value));
    }
    input(name).value = value;
  }
  if (customer.preferredAdvisor) input("advisor").value = customer.preferredAdvisor;
  showFile(customer, true);
  announce(fill(words.taken, { name: customer.customer ?? customer.plate }));
  input("jobs").focus();
  later();
}

new Suggestions(input("plate"), {
  search: async (text) =>
    text.length < 2 ? [] : (await request(`/api/customers?q=${encodeURIComponent(text)}`)).customers,
  show: (customer) => [
    make("span.plate", {}, customer.plate), make("span", {}, called(customer)),
    make("span.soft.push", {}, customer.vehicle ?? ""),
  ],
  take,
  found: (items) => items.length || showFile(null),
  chosen: (customer) => customer && showFile(customer),
  empty: () => input("jobs").focus(),
});

// MARK: Jobs

const picked = document.getElementById("picked");

function showJobs() {
  picked.replaceChildren(...jobs.map((job) =>
    make("li", {}, job, make("button", { type: "button", "aria-label": fill(words.remove, { job }), click: () => {
      jobs = jobs.filter((other) => other !== job);
      showJobs();
      input("jobs").focus();
      later();
    } }, "×"))));
}

new Suggestions(input("jobs"), {
  search: async (text) => (await request(`/api/jobs?q=${encodeURIComponent(text)}`)).jobs,
  show: (job) => [
    make("span", {}, job.name),
    make("span.soft.push", {}, [fill(words.minutes, { n: job.minutes }), job.price && fill(words.price, { n: job.price })]
      .filter(Boolean).join(" · ")),
  ],
  take: (job) => {
    if (!jobs.includes(job.name)) jobs.push(job.name);
    input("jobs").value = "";
    showJobs();
    input("jobs").focus();
    later();
  },
  found: (items) => {
    document.getElementById("jobs-fault").textContent =
      !items.length && input("jobs").value.trim() ? words.noJobs : "";
  },
  empty: () => input("jobs").value.trim() ? null : input("at").focus(),
});

input("jobs").addEventListener("keydown", (event) => {
  if (event.key === "Backspace" && !input("jobs").value && jobs.length) {
    jobs.pop();
    showJobs();
    later();
  }
});

// MARK: Without a time

/** What the desk understood of the caller, for a request that is kept without a time. */
async function understood() {
  await look();
  if (list) return list.request;
  const answer = await request("/api/offers", said());
  return answer.request;
}

document.getElementById("call-back").addEventListener("click", () => {
  openDialog(words.callBack, [
    dialogField(words.callBackAt, "at", { type: "datetime-local", value: soon(60), required: true }),
    dialogField(words.reason, "note", { value: input("request").value }),
  ], [{ label: words.keep, kind: "primary", run: async (dialog) => {
    const { at, note: text } = values(dialog);
    if (text) input("request").value = text;
    await request("/api/requests", { request: await understood(), callBack: at });
    toast(fill(words.kept, { time: when(at) }));
    reset();
  } }]);
});

document.getElementById("decline").addEventListener("click", () => {
  openDialog(words.decline, [
    dialogField(words.reason, "reason", { options: words.reasons.split("|").map((text) => [text, text]) }),
    dialogField(words.otherReason, "more"),
  ], [{ label: words.keep, kind: "primary", run: async (dialog) => {
    const { reason, more } = values(dialog);
    await request("/api/requests", { request: await understood(), declined: [reason, more].filter(Boolean).join(": ") });
    toast(words.declined);
    reset();
  } }]);
});

function reset() {
  form.reset();
  jobs = [];
  list = null;
  showJobs();
  showFaults([]);
  show();
  showFile(null);
  input("plate").focus();
}

// MARK: Keys

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target.name !== "jobs") later(450);
});
form.addEventListener("change", () => later());
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
  if (event.target.matches("button, select")) return;
  event.preventDefault();
  if (event.target.name === "plate" || event.target.name === "jobs") return;
  toOffers();
});

document.addEventListener("keydown", (event) => {
  const number = event.altKey && /^Digit([1-9])$/.exec(event.code);
  if (number && list?.offers.length >= Number(number[1])) {
    event.preventDefault();
    book(Number(number[1]) - 1);
  }
}, true);

offersList.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...offersList.querySelectorAll("button")];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
});

async function begin() {
  const plate = input("plate").value.trim();
  input("plate").focus();
  if (!plate) return;
  const { customers } = await request(`/api/customers?q=${encodeURIComponent(plate)}`);
  if (customers.length) take(customers[0]);
}

begin().catch(complain);
