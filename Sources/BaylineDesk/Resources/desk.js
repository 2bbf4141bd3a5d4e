// What every page of the desk shares: requests, messages, dialogs, live parts, keyboard shortcuts.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/** The texts of the page's scripts, in the language of the page. */
export const words = JSON.parse(meta("words") || "{}");

/** A text with its gaps filled: `fill("{n} of {all}", {n: 1, all: 2})`. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

/**
 * Makes an element.
 *
 * @param {string} tag Like `div` or `div.row.wide`.
 * @param {object} properties Attributes; functions become listeners, and `null` and `false` leave one out.
 */
export function make(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// MARK: Times

/** The time in the workshop when the page was made or last renewed, like `2026-11-23T10:15`. */
export const now = () => document.querySelector("#clock time")?.dateTime ?? "";

/** A stored time as people read it: the clock alone today, with the day otherwise. */
export function when(text, { always = false } = {}) {
  const [date, clock] = text.split("T");
  if (!always && date === now().split("T")[0]) return clock;
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", timeZone: "UTC" })
    .format(new Date(`${date}T00:00Z`));
  return document.documentElement.lang.startsWith("zh")
    ? `${date.slice(5)} ${weekday} ${clock}` : `${weekday} ${date.slice(5)} ${clock}`;
}

/** A time some minutes later, on the quarter hour; for fields that ask for a time. */
export function soon(minutes, from = now()) {
  const time = new Date(`${from}Z`);
  time.setUTCMinutes(Math.ceil((time.getUTCMinutes() + minutes) / 15) * 15);
  return time.toISOString().slice(0, 16);
}

// MARK: Requests

/** What the desk answered instead of doing what it was asked. */
export class Refusal extends Error {
  constructor(status, body) {
    const error = body?.error ?? {};
    const faults = (error.faults ?? []).map((fault) => fault.message);
    super([error.message ?? fill(words.failed ?? "{status}", { status }), ...faults].join("\n"));
    this.status = status;
    /** Stable, for programs: `taken`, `changed`, `refused`, … */
    this.code = error.code;
    this.faults = error.faults ?? [];
    this.body = body;
  }
}

/** Asks the desk for JSON, or sends it some. Throws a `Refusal`. */
export async function request(path, body, { method = body === undefined ? "GET" : "POST", signal } = {}) {
  const headers = { accept: "application/json", "x-csrf-token": meta("csrf") };
  if (body !== undefined) headers["content-type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(0, { error: { message: words.offline } });
  }
  if (response.status === 401) {
    location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = null;
  }
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

// MARK: Messages

/** Shows a message at the edge; a bad one stays until it is closed. */
export function toast(text, kind = "good") {
  const area = document.getElementById("toasts");
  const close = make("button.tool", { type: "button", "aria-label": words.close, click: () => item.remove() }, "×");
  const item = make("div.toast", { class: `toast ${kind}`, role: kind === "bad" ? "alert" : "status" },
    make("p", {}, text), close);
  area.append(item);
  // Above an open dialog, which is in the browser's top layer.
  if (area.matches(":popover-open")) area.hidePopover();
  area.showPopover();
  if (kind !== "bad") setTimeout(() => item.remove(), 6000);
}

/** Shows why something failed. */
export function complain(error) {
  if (error.name === "AbortError") return;
  toast(error.message, "bad");
}

/** Says something to screen readers alone. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Copies a text and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain HTTP in the shop's network there is no clipboard for scripts.
    const area = make("textarea", { class: "hidden-text" });
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    const focused = document.activeElement;
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus();
  }
  toast(words.copied);
}

// MARK: Dialogs

/**
 * Opens a dialog.
 *
 * @param {string} title
 * @param {Node|Node[]} content
 * @param {{label, kind, key, run, submit}[]} actions `run` keeps the dialog open if it returns `false`.
 * @returns {HTMLDialogElement} It closes and goes away by Escape, by its cross, or by an action.
 */
export function openDialog(title, content, actions = [], { wide = false } = {}) {
  // One at a time: what follows from a dialog takes its place.
  for (const other of document.querySelectorAll("dialog[open]")) other.close();
  const id = `dialog-${Math.random().toString(36).slice(2)}`;
  const box = make("dialog", { class: wide ? "wide" : null, "aria-labelledby": id });
  const act = async (action, button) => {
    if (!form.reportValidity()) return;
    const buttons = [...box.querySelectorAll(".dialog-foot button")];
    buttons.forEach((other) => (other.disabled = true));
    button?.setAttribute("aria-busy", "true");
    try {
      if ((await action.run?.(form, box)) !== false) box.close();
    } catch (error) {
      complain(error);
    } finally {
      buttons.forEach((other) => (other.disabled = false));
      button?.removeAttribute("aria-busy");
    }
  };
  const buttons = actions.map((action) =>
    make("button.button", {
      type: "button", class: `button ${action.kind ?? ""}`, "data-key": action.key,
      click: (event) => act(action, event.currentTarget),
    }, action.label));
  const form = make("form", { class: "dialog-body", submit: (event) => {
    event.preventDefault();
    const main = actions.findIndex((action) => action.kind === "primary" || action.submit);
    if (main >= 0) act(actions[main], buttons[main]);
  } }, content);
  box.append(
    make("div.dialog-head", {}, make("h2", { id }, title),
      make("button.tool", { type: "button", "aria-label": words.close, click: () => box.close() }, "×")),
    form, make("div.dialog-foot", {}, buttons));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => {
    const edge = box.getBoundingClientRect();
    const outside = event.clientX < edge.left || event.clientX > edge.right || event.clientY < edge.top
      || event.clientY > edge.bottom;
    if (event.target === box && outside && event.detail) box.close();
  });
  document.body.append(box);
  box.showModal();
  const first = box.querySelector("[autofocus], input:not([type=hidden]), select, textarea") ?? buttons.at(-1);
  first?.focus();
  return box;
}

/** A labelled field for a dialog: `field("Reason", "reason", {required: true})`; `options` makes it a list to choose from. */
export function field(label, name, { options, hint, multiline, suggestions, ...attributes } = {}) {
  const id = `field-${name}-${Math.random().toString(36).slice(2, 7)}`;
  let input;
  if (options) {
    input = make("select", { id, name, ...attributes }, options.map(([value, text]) => make("option", { value }, text)));
  } else {
    input = make(multiline ? "textarea" : "input", { id, name, autocomplete: "off", ...attributes });
  }
  const list = suggestions && make("datalist", { id: `${id}-list` }, suggestions.map((text) => make("option", { value: text })));
  if (list) input.setAttribute("list", list.id);
  return make("div.field", {}, make("label", { for: id }, label), input, list, hint && make("small.hint", {}, hint));
}

/** The fields of a form by name. */
export const values = (form) => Object.fromEntries(
  [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]));

// MARK: Suggestions

/** A field with suggestions: arrows choose, Enter takes one, Escape closes; the pattern of a combobox. */
export class Suggestions {
  /**
   * @param {HTMLInputElement} input Its list is the element that `aria-controls` names.
   * @param {object} use `search(text)` gives items, `show(item)` the content of one, `take(item)` takes it, `empty(event)` is
   *   called by Enter without suggestions, `found(items)` whenever there are others.
   */
  constructor(input, use) {
    Object.assign(this, { input, use, items: [], chosen: -1, asked: 0 });
    this.list = document.getElementById(input.getAttribute("aria-controls"));
    input.addEventListener("input", () => this.look());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.index));
    });
  }

  async look() {
    const turn = ++this.asked;
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (!text) return this.show([]);
    this.pending = new Promise((done) => {
      this.timer = setTimeout(async () => {
        try {
          const items = await this.use.search(text);
          if (turn === this.asked) this.show(items);
        } catch (error) {
          complain(error);
        }
        done();
      }, 60);
    });
    return this.pending;
  }

  show(items) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) =>
      make("div", { role: "option", id: `${this.list.id}-${index}`, "data-index": String(index), "aria-selected": "false" },
        this.use.show(item))));
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.choose(items.length ? 0 : -1);
    this.use.found?.(items);
  }

  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
      if (place === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.use.chosen?.(this.items[index]);
  }

  close() {
    this.asked += 1;
    this.items = [];
    this.chosen = -1;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  take(index) {
    const item = this.items[index];
    this.close();
    if (item) this.use.take(item);
  }

  async press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { length } = this.items;
    if (event.key === "ArrowDown" && length) this.choose((this.chosen + 1) % length);
    else if (event.key === "ArrowUp" && length) this.choose((this.chosen - 1 + length) % length);
    else if (event.key === "Escape" && length) this.close();
    else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      // Fast fingers press Enter before the suggestions are there.
      if (this.input.value.trim() && !length) await this.pending;
      if (this.chosen >= 0) this.take(this.chosen);
      else this.use.empty?.(event);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// MARK: Live parts

const keyOf = (node) => node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.id || "" : "";

/** Makes one element like another, and keeps what is in use: focus, what was typed, what is open, where it is scrolled. */
function become(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === "open" || name === "aria-busy")) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !(name === "open")) old.setAttribute(name, value);
  }
  if (old.matches("input, select, textarea") && (old === document.activeElement || old.dataset.touched)) return;
  if (old.matches("input") && old.value !== fresh.value) old.value = fresh.value;
  becomeInside(old, fresh);
}

function becomeInside(old, fresh) {
  const keyed = new Map([...old.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let place = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const key = keyOf(wanted);
    let match = key ? keyed.get(key) : place;
    const fits = match && match.parentNode === old && match.nodeName === wanted.nodeName && keyOf(match) === key;
    if (!fits) {
      old.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else old.insertBefore(match, place);
    if (match.nodeType === Node.ELEMENT_NODE) become(match, wanted);
    else if (match.data !== wanted.data) match.data = wanted.data;
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

let refreshing = null;
let again = false;

/** Fetches the page again and renews its live parts, those with `data-live` and an id. */
export async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = (async () => {
    do {
      again = false;
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!response.ok || response.redirected) return;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live]")) {
        const part = old.id && fresh.getElementById(old.id);
        if (part) become(old, part);
      }
      document.dispatchEvent(new CustomEvent("refreshed"));
    } while (again);
  })().catch(() => {}).finally(() => (refreshing = null));
  return refreshing;
}

function listen() {
  const lamp = document.getElementById("live");
  if (!lamp || document.body.dataset.quiet) return;
  let version = null;
  const show = (state) => {
    lamp.dataset.state = state;
    lamp.textContent = { on: words.live, off: words.notLive, wait: words.connecting }[state];
  };
  const source = new EventSource("/live");
  const heard = (event) => {
    show("on");
    if (version !== null && version !== event.data && document.querySelector("[data-live]")) refresh();
    version = event.data;
  };
  source.addEventListener("open", () => show("on"));
  source.addEventListener("book", heard);
  source.addEventListener("error", () => {
    show("off");
    // A browser does not try again after an answer that was not a stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
  addEventListener("pagehide", () => source.close());
}

// MARK: Keyboard

const typing = (target) => target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]");
const reachable = () => [...document.querySelectorAll("[data-key]")].filter((element) => {
  const open = document.querySelector("dialog[open]");
  return element.dataset.key && (open ? open.contains(element) : !element.closest("dialog")) && !element.disabled;
});

function help() {
  const seen = new Map();
  for (const element of document.querySelectorAll("[data-key]")) {
    const label = element.dataset.keyLabel ?? element.getAttribute("aria-label") ?? element.textContent.trim();
    if (element.dataset.key && !seen.has(element.dataset.key)) seen.set(element.dataset.key, label.replace(/\s+/g, " "));
  }
  seen.set("?", words.shortcuts);
  seen.set("Esc", words.close);
  openDialog(words.shortcuts, make("ul.shortcuts", {}, [...seen].map(([key, label]) =>
    make("li", {}, make("kbd", {}, key), label.replace(new RegExp(`\\s*${key.replace(/\W/g, "\\$&")}$`), "")))));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  const key = event.altKey ? `Alt+${event.key.length === 1 ? event.code.replace(/^Key|^Digit/, "") : event.key}` : event.key;
  if (!event.altKey && typing(event.target)) {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) event.target.blur();
    return;
  }
  if (key === "?" && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    help();
    return;
  }
  const element = reachable().find((candidate) => candidate.dataset.key.toLowerCase() === key.toLowerCase());
  if (!element) return;
  event.preventDefault();
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
});

// MARK: The frame

/** Has the desk know on this device what somebody likes. */
function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`;
}

function frame() {
  const bar = document.querySelector(".bar");
  document.getElementById("menu")?.addEventListener("click", (event) => {
    const open = bar.toggleAttribute("data-open");
    event.currentTarget.setAttribute("aria-expanded", open);
  });
  document.getElementById("theme")?.addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme === "dark"
      || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = isDark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
  document.getElementById("language")?.addEventListener("click", (event) => {
    // Where the page is, with what it shows; the link itself would drop the query.
    event.preventDefault();
    remember("lang", event.currentTarget.lang);
    location.reload();
  });
  document.getElementById("keys")?.addEventListener("click", help);
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target) || event.target.closest(".menu > ul")) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset) event.target.dataset.touched = "1";
  });
  document.addEventListener("click", (event) => {
    const source = event.target.closest?.("[data-copy], [data-copy-from]");
    if (source) copy(source.dataset.copy || document.getElementById(source.dataset.copyFrom)?.textContent || "");
  });
  for (const current of document.querySelectorAll(".bar nav [aria-current], .strip [aria-current]")) {
    const line = current.parentElement;
    if (line.scrollWidth > line.clientWidth) line.scrollLeft = current.offsetLeft - line.clientWidth / 2;
  }
  for (const list of document.querySelectorAll("select[data-go]")) {
    list.addEventListener("change", () => list.form.requestSubmit());
  }
}

frame();
listen();
// The clock, and what is late by it.
setInterval(() => {
  if (!document.hidden && document.querySelector("[data-live]")) refresh();
}, 60000);
