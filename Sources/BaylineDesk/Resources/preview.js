// What a change would do to whom, before it is taken over.

import { make, openDialog, refresh, request, toast, words } from "./desk.js";

/** Shows what some events would change, and takes it over if somebody says so. */
export async function preview(events, detail) {
  show(await request("/api/previews", { events, ...(detail ? { detail } : {}) }), detail);
}

/** The changes of a preview in words, by person. */
export function changes(seen) {
  const groups = seen.groups.filter((group) => group.lines.length).map((group) =>
    make("section.change", {}, make("h3", {}, group.heading),
      make("ul.items", {}, group.lines.map((line) => make("li", {}, line)))));
  return groups.length ? groups : [make("p", { class: "soft" }, words.noChange)];
}

function show(seen, title, note) {
  const content = [note && make("p.notice.warn", {}, note), ...changes(seen)];
  openDialog(title || words.what, content, [
    { label: words.cancel },
    {
      label: words.takeOver, kind: "primary", run: async () => {
        try {
          await request(`/api/previews/${encodeURIComponent(seen.id)}/take-over`, {});
          toast(words.taken);
          refresh();
        } catch (refusal) {
          if (refusal.code !== "changed" || !refusal.body?.preview) throw refusal;
          show(refusal.body.preview, title, words.changed);
        }
      },
    },
  ], { wide: true });
}
