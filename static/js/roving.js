// A picture with many links is one stop of the Tab key: arrows go from link to link.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

prepare();
document.addEventListener("replaced", prepare);
document.addEventListener("keydown", (event) => {
  const picture = document.activeElement?.closest("[data-roving]");
  if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...picture.querySelectorAll("a")];
  const present = links.indexOf(document.activeElement);
  const next = target(event.key, present, links.length);
  if (next === undefined) return;
  event.preventDefault();
  move(links[present], links[next]);
});

function prepare() {
  for (const picture of document.querySelectorAll("[data-roving]")) {
    const others = [...picture.querySelectorAll("a")].slice(1);
    others.forEach((link) => link.setAttribute("tabindex", "-1"));
  }
}

function target(key, present, count) {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return key in STEPS ? (present + STEPS[key] + count) % count : undefined;
}

function move(from, to) {
  from.setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
  to.focus();
}
