// Shows another year or filter without loading the whole page: links to the same page
// and its form fetch it and put its part marked data-replace in the place of this one.

const PART = "[data-replace]";

document.addEventListener("click", (event) => {
  const link = event.target.closest(`${PART} a[href^="?"]`);
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.button !== 0) return;
  event.preventDefault();
  visit(link.href, link.rel);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || !form.matches(`${PART} form`)) return;
  event.preventDefault();
  const filled = [...new FormData(form)].filter(([, value]) => value !== "");
  visit(`${form.action}?${new URLSearchParams(filled)}`);
});

window.addEventListener("popstate", () => replace(window.location.href));

async function visit(address, rel) {
  if (!(await replace(address))) return;
  window.history.pushState(null, "", address);
  const again = rel && document.querySelector(`${PART} a[rel="${rel}"]`);
  const goal = again || document.querySelector(`${PART} h1`);
  if (goal !== again) goal.setAttribute("tabindex", "-1");
  goal.focus({ preventScroll: true });
}

async function replace(address) {
  const part = await fetchPart(address);
  if (!part) {
    window.location.assign(address);
    return false;
  }
  document.querySelector(PART).replaceWith(part);
  document.dispatchEvent(new Event("replaced"));
  return true;
}

async function fetchPart(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    document.title = page.title;
    return page.querySelector(PART);
  } catch {
    return null;
  }
}
