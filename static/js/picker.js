// Completes the names of pages, sources and tags while they are typed: after “[[” and
// “[@” in Markdown, and on the line of a field with `data-pick`. The ARIA combobox:
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

import { caretIn } from "./caret.js";
import { type } from "./editor.js";

const state = document.querySelector("[data-editor]");
const MARKDOWN = /(\[\[|\[(?:[^\][\n]*[\s;])?@)([^\]|\n;,]{0,60})$/;
const TEXT = "#id_body, #id_introduction";

if (state) {
  const words = JSON.parse(state.dataset.words);
  const list = document.createElement("ul");
  list.id = "picker";
  list.className = "editor-picker";
  list.role = "listbox";
  list.ariaLabel = words.found;
  list.hidden = true;
  document.body.append(list);
  pick(list);
}

// What is being typed at the caret: what kind of name, its letters, what follows it.
function begun(field) {
  const before = field.value.slice(0, field.selectionStart);
  if (field.matches(TEXT)) {
    const found = before.match(MARKDOWN);
    if (!found) return null;
    const isPage = found[1] === "[[";
    return { kind: isPage ? "topic" : "source", typed: found[2], after: isPage ? "]]" : "]" };
  }
  const kind = field.dataset.pick;
  const typed = before.slice(before.lastIndexOf("\n") + 1);
  return kind && typed.trim() ? { kind, typed, after: "" } : null;
}

function pick(list) {
  let field = null, active = 0, request;

  async function look(target) {
    // An answer to fewer letters must not come over that to more.
    request?.abort();
    const start = begun(target);
    if (!start) return close();
    const query = new URLSearchParams({ kind: start.kind, q: start.typed });
    const { signal } = (request = new AbortController());
    const answer = await fetch(`${state.dataset.pick}?${query}`, { signal })
      .then((response) => response.json())
      .catch(() => null); // aborted for a newer one, or the line is down
    if (!answer?.found || signal.aborted || document.activeElement !== target) return;
    const isTyped = answer.found[0]?.value === start.typed && start.after === "";
    if (answer.found.length === 0 || isTyped) return close();
    open(target, answer.found);
  }

  function open(target, found) {
    field = target;
    list.replaceChildren(...found.map(option));
    const place = caretIn(field);
    list.style.insetBlockStart = `${place.top}px`;
    list.style.insetInlineStart = `${place.left}px`;
    list.hidden = false;
    field.role = "combobox";
    field.ariaExpanded = "true";
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    mark(0);
  }

  function option({ value, label }, number) {
    const item = document.createElement("li");
    item.id = `picker-${number}`;
    item.role = "option";
    item.dataset.value = value;
    item.textContent = `${value} – ${label}`;
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(item);
    });
    return item;
  }

  function mark(place) {
    active = (place + list.children.length) % (list.children.length || 1);
    [...list.children].forEach((item, n) => (item.ariaSelected = String(n === active)));
    field.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function take(item) {
    const start = begun(field), end = field.selectionStart;
    const closing = field.value.slice(end).startsWith(start.after) ? "" : start.after;
    const target = field;
    close();
    type(target, item.dataset.value + closing, end - start.typed.length, end);
    close();
  }

  function close() {
    request?.abort();
    list.hidden = true;
    if (!field) return;
    field.removeAttribute("role");
    for (const name of ["expanded", "autocomplete", "controls", "activedescendant"]) {
      field.removeAttribute(`aria-${name}`);
    }
    field = null;
  }

  document.addEventListener("input", ({ target }) => {
    if (target.matches(`${TEXT}, [data-pick]`)) look(target);
  });
  // What fits depends on where the caret goes, by whichever key or click.
  document.addEventListener("selectionchange", () => field && look(field));
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => {
    if (!field || event.target !== field) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
