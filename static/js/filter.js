// Narrows a long list on the page to the items that hold what is typed.

for (const box of document.querySelectorAll("[data-filter]")) {
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", () => filter(box.dataset.filter, box.value));
}

function filter(selector, typed) {
  const wanted = plain(typed);
  for (const group of document.querySelectorAll(selector)) {
    const items = [...group.querySelectorAll("[data-filter-words]")];
    for (const item of items) {
      item.hidden = !plain(item.dataset.filterWords).includes(wanted);
    }
    group.hidden = items.every((item) => item.hidden);
  }
}

function plain(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
