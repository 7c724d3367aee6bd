// Offers pages after “[[” and sources after “[@” in the Markdown of a topic.

const state = document.querySelector("[data-editor]");
const field = document.querySelector("#id_body");

if (state && field) picker();

function picker() {
  const list = document.createElement("ul");
  list.className = "editor-picker";
  list.role = "listbox";
  list.hidden = true;
  field.after(list);
  let active = 0, begun = null, request;

  async function look() {
    const before = field.value.slice(0, field.selectionStart);
    // An answer to fewer letters must not come over that to more.
    request?.abort();
    begun = before.match(/(\[\[|\[@|; @)([^\]|\n;,]{0,60})$/);
    if (!begun) return close();
    const kind = begun[1] === "[[" ? "topic" : "source";
    const query = new URLSearchParams({ kind, q: begun[2] });
    const { signal } = (request = new AbortController());
    const address = `${state.dataset.pick}?${query}`;
    const answer = await fetch(address, { signal })
      .then((response) => response.json())
      .catch(() => null); // aborted for a newer one, or the line is down
    if (!answer?.found || signal.aborted || !begun) return;
    const { found } = answer;
    list.replaceChildren(...found.map(choice));
    list.hidden = found.length === 0;
    mark(0);
  }

  function choice({ value, label }) {
    const item = document.createElement("li");
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
  }

  function take(item) {
    const end = field.selectionStart;
    const closing = begun[1] === "[[" ? "]]" : "]";
    const rest = field.value.slice(end).startsWith(closing) ? "" : closing;
    field.focus();
    field.setRangeText(item.dataset.value + rest, end - begun[2].length, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  function close() {
    request?.abort();
    begun = null;
    list.hidden = true;
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
