// What a change would do to whom, before it is taken over.

import { make, openDialog, refresh, request, toast, words } from "./desk.js";

/** Shows what some events would change, and takes it over if somebody says so. */
export async function preview(events, detail, path = "/api/previews") {
  const seen = await request(path, { events, ...(detail ? { detail } : {}) });
  show(seen, detail, path);
}

function show(seen, title, path, note) {
  const groups = seen.groups.map((group) =>
    make("section.change", {}, make("h3", {}, group.heading),
      make("ul.items", {}, group.lines.map((line) => make("li", {}, line)))));
  const content = [
    note && make("p.notice.warn", {}, note),
    ...(groups.length ? groups : [make("p", { class: "soft" }, words.noChange)]),
  ];
  openDialog(title || words.what, content, [
    { label: words.cancel },
    {
      label: words.takeOver, kind: "primary", run: async () => {
        try {
          await request(`${path}/${encodeURIComponent(seen.id)}/take-over`, {});
          toast(words.taken);
          refresh();
        } catch (refusal) {
          if (refusal.code !== "changed" || !refusal.body?.preview) throw refusal;
          show(refusal.body.preview, title, path, words.changed);
        }
      },
    },
  ], { wide: true });
}
