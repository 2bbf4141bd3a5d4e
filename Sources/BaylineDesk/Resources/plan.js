// Planning with one button: starts the search, shows how far it is, and can stop it.

import { complain, fill, make, refresh, request, words } from "./desk.js";

const part = (id) => document.getElementById(id);
const buttons = () => document.querySelectorAll("[data-plan]");
let limit = 5;

function show(progress) {
  const isRunning = progress.state === "searching";
  part("planner").dataset.state = progress.state;
  part("cancel-plan").hidden = !isRunning;
  part("plan-progress").hidden = !isRunning;
  part("plan-progress").value = Math.min(100, (100 * (progress.seconds ?? 0)) / limit);
  for (const button of buttons()) button.disabled = isRunning;
  const state = { searching: fill(words.searching, { day: progress.day }), cancelled: words.stopped, done: words.finished }[progress.state];
  part("plan-state").textContent = progress.result ?? state ?? "";
  const rows = [
    ["cost", progress.cost], ["bound", progress.bound], ["unscheduled", progress.unscheduled],
    ["seconds", progress.seconds === undefined ? null : `${progress.seconds.toFixed(1)} s`],
  ].filter(([, value]) => value !== null && value !== undefined && progress.state !== "idle");
  part("plan-figures").replaceChildren(...rows.flatMap(([name, value]) => [make("dt", {}, words[name]), make("dd", {}, String(value))]));
}

async function watch() {
  for (;;) {
    const progress = await request("/api/plan");
    show(progress);
    if (progress.state !== "searching") return refresh();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function start(day) {
  limit = Number(part("plan-seconds").value) || 5;
  show(await request("/api/plan", { day, seconds: limit }));
  await watch();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-plan]");
  if (button) start(button.dataset.plan).catch(complain);
  if (event.target.closest?.("#cancel-plan")) request("/api/plan", undefined, { method: "DELETE" }).then(show).catch(complain);
});

if (part("planner").dataset.state === "searching") watch().catch(complain);
