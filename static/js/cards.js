// A card beside a link to a page: its title, section and summary. It shows on hover and
// on keyboard focus; where there is no hover, a button beside a link in the text opens
// it. Escape closes it, and the pointer may move onto it (WCAG 2.2, 1.4.13).
// Without this file links are links; the page that they lead to begins with the same.

const REST = 350; // milliseconds of rest before a card shows
const LEAVE = 200; // and before it goes

const script = document.querySelector("[data-cards]");
const sections = script?.dataset.cards.split(" ") ?? [];
const cards = new Map(); // address of a page: promise of its card, or of null
const card = document.createElement("div");
card.className = "card";
card.role = "tooltip";
card.hidden = true;
card.id = "page--card";
let opening, leaving, shownFor = null;

function addressOf(link) {
  const url = new URL(link.getAttribute("href"), location.href);
  const [, section, slug, rest] = url.pathname.split("/");
  const isPage = url.origin === location.origin && sections.includes(section) && slug;
  return isPage && rest === "" && url.pathname !== location.pathname ? url.pathname : null;
}

function ask(address) {
  if (!cards.has(address)) {
    const answer = fetch(`${address}card.json`)
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);
    cards.set(address, answer);
  }
  return cards.get(address);
}

async function show(link) {
  const words = await ask(addressOf(link));
  if (!words || shownFor !== link) return;
  const line = (name, text) => {
    const part = document.createElement("span");
    part.className = name;
    part.textContent = text;
    part.dir = "auto";
    return part;
  };
  card.replaceChildren(
    line("card__title", words.title),
    line("card__section", words.section),
    line("card__summary", words.summary),
  );
  card.hidden = false;
  link.setAttribute("aria-describedby", card.id);
  place(link.getBoundingClientRect());
}

function place(box) {
  const width = document.documentElement.clientWidth;
  const start = Math.max(8, Math.min(box.left, width - card.offsetWidth - 8));
  const below = box.bottom + 6;
  const fits = below + card.offsetHeight < document.documentElement.clientHeight;
  const top = fits || box.top < card.offsetHeight ? below : box.top - card.offsetHeight - 6;
  card.style.left = `${start + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
}

function close() {
  clearTimeout(opening);
  clearTimeout(leaving);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  card.hidden = true;
}

function open(link, wait) {
  clearTimeout(leaving);
  if (shownFor === link) return;
  close();
  if (!addressOf(link)) return;
  shownFor = link;
  opening = setTimeout(() => show(link), wait);
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(close, LEAVE);
}

function offerButtons() {
  for (const link of document.querySelectorAll(".prose a[href^='/']")) {
    if (!addressOf(link)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "card-button";
    button.textContent = "i";
    button.ariaLabel = `${script.dataset.about} ${link.textContent}`;
    button.addEventListener("click", () => (shownFor === link ? close() : open(link, 0)));
    link.after(button);
  }
}

function linkAt(event) {
  return event.target.closest?.("main a[href], aside a[href], [data-graph] a");
}

if (script) {
  document.querySelector("main").append(card);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (card.contains(event.target)) clearTimeout(leaving);
    else if (linkAt(event)) open(linkAt(event), REST);
    else if (shownFor && !shownFor.matches(":focus-visible")) leave();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) open(link, REST);
  });
  document.addEventListener("focusout", leave);
  document.addEventListener("click", (event) => {
    if (!card.contains(event.target) && !event.target.closest(".card-button")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  if (matchMedia("(hover: none)").matches) offerButtons();
}
