// A toolbar, a live preview and pickers for the Markdown of a topic. Without it the
// field is a plain one, with a Preview button below the form.

const desk = document.querySelector("[data-desk]");
const field = document.querySelector("#id_body");
const WAIT = 400; // milliseconds of rest before the preview is asked for

const MARKS = [
  ["B", "Bold", "b", "**", "**"],
  ["I", "Italic", "i", "*", "*"],
  ["H", "Heading", "h", "\n## ", "\n"],
  ["[[", "Link to a page", "k", "[[", "]]"],
  ["[@", "Cite a source", "e", "[@", "]"],
  ["•", "List", "l", "\n- ", ""],
  ["¹", "Footnote", "f", "[^1]", ""],
  ["▦", "Table", "t", "\n| A | B |\n| --- | --- |\n| ", " | |\n"],
];

if (desk && field) {
  const words = JSON.parse(desk.dataset.words);
  const box = document.createElement("div");
  box.className = "editor";
  field.replaceWith(box);
  box.append(toolbar(), field);
  livePreview(words);
  picker();
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.role = "toolbar";
  bar.ariaLabel = "Markdown";
  for (const [label, title, key, before, after] of MARKS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.title = `${title} (Ctrl+${key.toUpperCase()})`;
    button.ariaLabel = title;
    button.addEventListener("click", () => wrap(before, after));
    bar.append(button);
  }
  field.addEventListener("keydown", (event) => {
    const mark = MARKS.find(([, , key]) => key === event.key.toLowerCase());
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    wrap(mark[3], mark[4]);
  });
  return bar;
}

function wrap(before, after) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  insert(start, end, before + value.slice(start, end) + after);
  field.setSelectionRange(start + before.length, end + before.length);
}

function insert(start, end, text) {
  field.focus();
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function livePreview(words) {
  const pane = document.createElement("section");
  pane.className = "editor-preview";
  pane.ariaLabel = words.preview;
  field.after(pane);
  let timer, request;
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const body = new FormData();
    body.set("body", field.value);
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    const options = { method: "POST", body, signal: request.signal };
    const answer = await fetch(desk.dataset.render, options).catch(() => null);
    if (!answer) return;
    const { html, error } = await answer.json();
    // The server's pipeline has made it safe.
    if (html === undefined) pane.textContent = error;
    else pane.innerHTML = html;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  ask();
}

function picker() {
  const list = document.createElement("ul");
  list.className = "editor-picker";
  list.role = "listbox";
  list.hidden = true;
  field.after(list);
  let active = 0, begun = null;

  async function look() {
    const before = field.value.slice(0, field.selectionStart);
    begun = before.match(/(\[\[|\[@|; @)([^\]|\n;,]{0,60})$/);
    if (!begun) return close();
    const kind = begun[1] === "[[" ? "topic" : "source";
    const query = new URLSearchParams({ kind, q: begun[2] });
    const answer = await fetch(`${desk.dataset.pick}?${query}`).catch(() => null);
    if (!answer?.ok || !begun) return;
    const { found } = await answer.json();
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
    insert(end - begun[2].length, end, item.dataset.value + rest);
    close();
  }

  function close() {
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
