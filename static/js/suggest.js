// Suggestions under a search box: the ARIA combobox pattern with a list,
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// Without this file the box is a plain form. “/” puts the cursor into the first box.

const WAIT = 120; // milliseconds of rest before asking

for (const [number, box] of document.querySelectorAll("[data-suggest]").entries()) {
  offerSuggestions(box, `suggestions-${number}`);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const boxes = [...document.querySelectorAll("[data-suggest]")];
  boxes.at(-1)?.focus();
  boxes.at(-1)?.select();
  event.preventDefault();
});

function offerSuggestions(box, id) {
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = box.labels[0]?.textContent ?? "";
  list.hidden = true;
  box.closest("form").append(list);
  box.role = "combobox";
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  box.ariaExpanded = "false";

  let timer, request, active = -1;

  function close() {
    list.hidden = true;
    box.ariaExpanded = "false";
    mark(-1);
  }

  function mark(place) {
    active = place;
    for (const [n, option] of [...list.children].entries()) {
      option.ariaSelected = String(n === place);
    }
    const chosen = list.children[place];
    if (chosen) {
      box.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function show([typed, names, kinds, addresses]) {
    if (typed.trim() !== box.value.trim() || document.activeElement !== box) return;
    list.replaceChildren(
      ...names.map((name, n) => option(`${id}-${n}`, name, kinds[n], addresses[n])),
    );
    list.hidden = names.length === 0;
    box.ariaExpanded = String(names.length > 0);
    mark(-1);
  }

  async function ask() {
    request?.abort();
    if (box.value.trim().length < 2) return close();
    request = new AbortController();
    const address = `${box.dataset.suggest}?${new URLSearchParams({ q: box.value })}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // A slow line or a newer request: the form works all the same.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && !list.hidden && active >= 0) go(list.children[active]);
    else if (event.key === "ArrowDown" && !list.hidden) mark(active < last ? active + 1 : -1);
    else if (event.key === "ArrowDown") ask();
    else if (event.key === "ArrowUp" && !list.hidden) mark(active >= 0 ? active - 1 : last);
    else return;
    event.preventDefault();
  });
}

function option(id, name, kind, address) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.ariaSelected = "false";
  item.className = "suggestions__item";
  item.dataset.address = address;
  const label = document.createElement("span");
  label.textContent = name;
  const note = document.createElement("span");
  note.className = "suggestions__kind";
  note.textContent = kind;
  item.append(label, " ", note);
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    go(item);
  });
  return item;
}

function go(item) {
  location.assign(item.dataset.address);
}
