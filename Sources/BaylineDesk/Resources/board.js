// The workshop board: begin and end work with one tap, drag jobs, report who or what is away.

import { complain, field, fill, make, openDialog, refresh, request, toast, values, words } from "./desk.js";
import { preview } from "./preview.js";

const board = () => document.getElementById("board");
const number = (element, name) => Number(element.dataset[name]);
const pad = (part) => String(part).padStart(2, "0");
const clock = (minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
const list = (text) => (text ? text.split(" ") : []);

// MARK: The clock

let loaded = Date.now();
document.addEventListener("refreshed", () => {
  loaded = Date.now();
  tick();
});

/** The minute of the day that it is in the workshop. */
const minuteNow = () => number(board(), "now") + Math.floor((Date.now() - loaded) / 60000);
/** The time in the workshop, as events have it; never ahead of the desk. */
const timeNow = () => `${board().dataset.today}T${clock(Math.min(1439, minuteNow()))}`;

/** Moves the line of the present on. */
function tick() {
  const here = board();
  if (!here?.dataset.now) return;
  const share = (minuteNow() - number(here, "from")) / number(here, "minutes");
  const x = `${(100 * share).toFixed(2)}%`;
  for (const line of here.querySelectorAll("line.now")) {
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  }
  const label = here.querySelector(".now-label");
  label?.setAttribute("x", x);
  if (label) label.textContent = clock(minuteNow());
}
setInterval(tick, 5000);

// MARK: Who or what is away

const kinds = {
  technician: { away: "absent", back: "back", member: "technician", says: "absent" },
  bay: { away: "bayClosed", back: "bayOpen", member: "bay", says: "closed" },
  advisor: { away: "advisorAbsent", back: "advisorBack", member: "advisor", says: "absent" },
  equipment: { away: "equipmentBroken", back: "equipmentRepaired", member: "equipment", says: "broken" },
};

function reportDriver() {
  const send = (type, title) => preview([{ at: timeNow(), type, count: 1 }], title);
  openDialog(words.driver, [], [
    { label: words.driverBack, run: () => send("driverBack", words.driverBack) },
    { label: words.driverAway, kind: "primary", run: () => send("driverAway", words.driverAway) },
  ]);
}

/** Asks until when somebody or something is away; a choice leads straight to the preview. */
function reportAway(button) {
  const { resource, for: id, title: name } = button.dataset;
  if (resource === "driver") return reportDriver();
  const kind = kinds[resource];
  const title = fill(words[kind.says], { name });
  const send = (until) => {
    box.close();
    return preview(
      [{ at: timeNow(), type: kind.away, [kind.member]: id, ...(until ? { until } : {}) }], title,
    ).catch(complain);
  };
  const later = (minutes) => `${board().dataset.today}T${clock(Math.min(1435, Math.ceil((minuteNow() + minutes) / 5) * 5))}`;
  const choices = [
    [words.hour, later(60)], [words.twoHours, later(120)],
    [words.today, resource === "equipment" ? `${board().dataset.today}T23:59` : null],
    [words.tomorrow, `${board().dataset.tomorrow}T23:59`],
  ];
  const choose = make("div.choices", {}, choices.map(([label, until]) =>
    make("button.button.big", { type: "button", click: () => send(until) }, label)));
  const back = button.dataset.isAway && make("button.button.big.primary", {
    type: "button", click: () => {
      box.close();
      const text = fill(words.back, { name });
      preview([{ at: timeNow(), type: kind.back, [kind.member]: id }], text).catch(complain);
    },
  }, fill(words.back, { name }));
  const other = field(words.customTime, "until", { type: "datetime-local", min: timeNow() });
  const box = openDialog(title, [back, choose, other], [
    { label: words.preview, submit: true, run: async (form) => {
      const { until } = values(form);
      if (until) await preview([{ at: timeNow(), type: kind.away, [kind.member]: id, until }], title);
      return Boolean(until);
    } },
  ]);
}

// MARK: Begin and end

/** Begins or ends an operation. */
async function work(job, action) {
  const { visit, operation, plate } = job.dataset;
  const status = action === "start" ? "inWork" : "ready";
  job.classList.add("busy");
  try {
    await request(`/api/visits/${encodeURIComponent(visit)}/status`, { status, operation });
    toast(fill(action === "start" ? words.started : words.finished, { plate }));
    refresh();
  } catch (error) {
    complain(error);
  } finally {
    job.classList.remove("busy");
  }
}

/** Buttons for work that takes longer than planned; each leads to the preview. */
function longer(job) {
  const { visit, operation, plate, end } = job.dataset;
  const from = Math.max(Number(end), minuteNow());
  const send = (until) => preview(
    [{ at: timeNow(), type: "overrun", appointment: visit, operation, end: until && `${board().dataset.today}T${until}` }],
    `${plate} · ${words.longer} ${until ?? ""}`,
  ).catch(complain);
  const times = [15, 30, 60, 120].map((minutes) => Math.ceil((from + minutes) / 5) * 5).filter((minute) => minute < 1440);
  return make("div.field.full", {}, make("span.label", {}, words.longer), make("div.choices", {},
    ...times.map((minute) => make("button.button", { type: "button", click: () => send(clock(minute)) }, clock(minute))),
    make("button.button", { type: "button", click: () => send(null) }, words.unknownEnd)));
}

// MARK: The menu of a job, for the keyboard and everybody else

async function assign(job, change) {
  const { visit, operation, plate } = job.dataset;
  document.body.classList.add("working");
  try {
    await preview(
      [{ at: timeNow(), type: "assigned", appointment: visit, operation, ...change }], `${words.assign} ${plate}`);
  } finally {
    document.body.classList.remove("working");
  }
}

/** The people of a job with one of them replaced. */
function crewWith(job, person, instead) {
  const crew = list(job.dataset.technicians);
  if (crew.includes(person)) return crew;
  return crew.length > 1 ? crew.map((other) => (other === instead ? person : other)) : [person];
}

function nameOf(kind, id) {
  return board().dataset.axis === kind
    ? board().querySelector(`[data-row="${CSS.escape(id)}"]`)?.dataset.name ?? id
    : JSON.parse(board().dataset.names)[id] ?? id;
}

function menu(job) {
  const here = board().dataset;
  const { state, bay, bays, technicians, crew, start } = job.dataset;
  const head = make("p", {}, job.getAttribute("aria-label"));
  const link = here.open === "visit" && make("p", {}, make("a", { href: `/visit/${encodeURIComponent(job.dataset.visit)}` }, words.open));
  const actions = [];
  const fields = [];
  if (here.move && job.dataset.movable) {
    const choice = (label, name, kind, ids, current) => ids.length > 0 && field(label, name, {
      options: [["", words.asPlanned], ...ids.map((id) => [id, nameOf(kind, id)])],
    });
    fields.push(
      choice(words.bay, "bay", "bay", list(bays), bay), choice(words.technician, "technician", "technician", list(crew), technicians),
      field(words.at, "start", { type: "time", step: 300 }));
    actions.push({ label: words.preview, submit: true, run: async (form) => {
      const said = values(form);
      const change = {
        ...(said.bay ? { bay: said.bay } : {}),
        ...(said.technician ? { technicians: crewWith(job, said.technician, list(technicians)[0]) } : {}),
        ...(said.start ? { start: `${here.day}T${said.start}` } : {}),
      };
      if (!Object.keys(change).length) return false;
      await assign(job, change);
    } });
  }
  if (here.move && state === "underWay") fields.push(longer(job));
  if (here.work && job.querySelector("[data-go]")) {
    const go = job.querySelector("[data-go]").dataset.go;
    actions.push({ label: words[go], kind: "primary", run: () => work(job, go) });
  }
  openDialog(`${job.dataset.plate} · ${job.dataset.job}`,
    [head, link, make("div.fields", {}, fields.filter(Boolean))], actions);
}

// MARK: Dragging

let drag = null;

function rowAt(x, y) {
  return document.elementsFromPoint(x, y).map((element) => element.closest("[data-row]")).find(Boolean);
}

/** Why a job cannot go to a row; `null` if nothing is known against it. */
function objection(job, row) {
  const axis = board().dataset.axis;
  const able = list(axis === "bay" ? job.dataset.bays : job.dataset.crew);
  if (able.includes(row.dataset.row)) return null;
  return axis === "bay" ? words.wrongBay : words.wrongSkill;
}

function beginDrag(event) {
  const { job } = drag;
  const place = job.getBoundingClientRect();
  drag.lane = job.closest("svg.lane").getBoundingClientRect();
  drag.grip = drag.x - place.left;
  drag.ghost = make("div.ghost", {}, make("b", {}, job.dataset.plate), make("span", {}, ""));
  drag.ghost.style.width = `${Math.max(60, place.width)}px`;
  document.body.append(drag.ghost);
  job.classList.add("lifted");
  for (const row of board().querySelectorAll("[data-row]")) {
    row.classList.toggle("allowed", objection(job, row) === null);
    row.classList.toggle("denied", objection(job, row) !== null);
  }
  board().classList.add("dragging");
  drag.moving = true;
  moveDrag(event);
}

function moveDrag(event) {
  const { job, ghost, grip, lane } = drag;
  const here = board();
  const row = rowAt(event.clientX, event.clientY);
  const share = (event.clientX - grip - lane.left) / lane.width;
  const minute = number(here, "from") + Math.round((share * number(here, "minutes")) / 5) * 5;
  const isNear = Math.abs(minute - number(job, "start")) < 5;
  drag.row = row;
  drag.start = isNear ? null : minute;
  drag.why = !row ? words.drop : objection(job, row)
    ?? (drag.start !== null && here.dataset.now && drag.start < minuteNow() ? words.past : null);
  ghost.style.transform = `translate(${event.clientX - grip}px, ${event.clientY - 20}px)`;
  ghost.classList.toggle("bad", drag.why !== null);
  ghost.lastChild.textContent = drag.why ?? `${clock(isNear ? number(job, "start") : minute)} · ${row.dataset.name}`;
  for (const other of here.querySelectorAll(".target")) other.classList.remove("target");
  row?.classList.add("target");
}

function endDrag(isDrop) {
  const { job, row, start, why, ghost, moving } = drag;
  drag = null;
  if (!moving) return;
  ghost.remove();
  job.classList.remove("lifted");
  board().classList.remove("dragging");
  for (const other of board().querySelectorAll("[data-row]")) other.classList.remove("allowed", "denied", "target");
  if (!isDrop || !row) return;
  if (why) return toast(`${job.dataset.plate}: ${why}`, "bad");
  const here = board().dataset;
  const from = job.closest("[data-row]").dataset.row;
  const change = start === null ? {} : { start: `${here.day}T${clock(start)}` };
  if (row.dataset.row !== from) {
    if (here.axis === "bay") change.bay = row.dataset.row;
    else change.technicians = crewWith(job, row.dataset.row, from);
  }
  // Several people together need a time.
  if (list(job.dataset.technicians).length > 1 && start === null) change.start = `${here.day}T${clock(number(job, "start"))}`;
  if (Object.keys(change).length) assign(job, change).catch(complain);
}

let justDragged = false;

document.addEventListener("pointerdown", (event) => {
  justDragged = false;
  const job = event.target.closest?.(".job[data-movable]");
  if (!job || event.button || event.target.closest("[data-go]") || !board().dataset.move) return;
  drag = { job, x: event.clientX, y: event.clientY, pointer: event.pointerId };
});
document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  if (!drag.moving && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
  event.preventDefault();
  if (drag.moving) moveDrag(event);
  else beginDrag(event);
});
document.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  justDragged = Boolean(drag.moving);
  endDrag(true);
});
document.addEventListener("pointercancel", () => drag && endDrag(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag?.moving) endDrag(false);
  const job = event.target.closest?.(".job");
  if (job && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    menu(job);
  }
});
document.addEventListener("click", (event) => {
  if (justDragged) {
    justDragged = false;
    return;
  }
  const go = event.target.closest?.(".job [data-go]");
  if (go) return work(go.closest(".job"), go.dataset.go);
  const job = event.target.closest?.(".job");
  if (job && board()?.dataset.open) return menu(job);
  const away = event.target.closest?.("[data-resource]");
  if (away) reportAway(away);
});

tick();
const now = board()?.querySelector("line.now");
const scroll = document.getElementById("board-scroll");
if (now && scroll && scroll.scrollWidth > scroll.clientWidth) {
  const share = (minuteNow() - number(board(), "from")) / number(board(), "minutes");
  scroll.scrollLeft = Math.max(0, share * scroll.scrollWidth - scroll.clientWidth / 2);
}
