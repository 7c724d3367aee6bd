// A toolbar and a live preview for the Markdown of a form. Without it the field is a
// plain one, with a Preview button below the form.

const state = document.querySelector("[data-editor]");
const field = document.querySelector("#id_body, #id_introduction");
const WAIT = 400; // milliseconds of rest before the preview is asked for

// No key is taken: every one of these letters with Ctrl is a shortcut of some browser.
const MARKS = [
  ["B", "Bold", "**", "**"],
  ["I", "Italic", "*", "*"],
  ["H", "Heading", "\n## ", "\n"],
  ["[[", "Link to a page", "[[", "]]"],
  ["[@", "Cite a source", "[@", "]"],
  ["•", "List", "\n\n- ", "", "\n- "],
  ["▦", "Table", "\n\n| A | B |\n| --- | --- |\n| ", " | |\n"],
];

if (state && field) {
  const words = JSON.parse(state.dataset.words);
  const box = document.createElement("div");
  box.className = "editor";
  field.replaceWith(box);
  box.append(toolbar(), field);
  field.classList.add("editor__text");
  livePreview(words);
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "editor-bar";
  bar.role = "toolbar";
  bar.ariaLabel = "Markdown";
  bar.append(
    ...MARKS.map(([label, title, ...marks]) =>
      button(label, title, () => wrap(...marks)),
    ),
    button("¹", "Footnote", footnote),
  );
  // One stop for the Tab key, as the pattern of a toolbar has it.
  const buttons = [...bar.children];
  buttons.slice(1).forEach((other) => (other.tabIndex = -1));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const place = buttons.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    const next = buttons.at((place + step) % buttons.length);
    buttons.forEach((other) => (other.tabIndex = other === next ? 0 : -1));
    next.focus();
  });
  return bar;
}

function button(label, title, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.title = title;
  made.ariaLabel = title;
  made.addEventListener("click", press);
  return made;
}

// As if it were typed: assigning to the field would empty the browser's list of what
// can be undone.
export function type(target, text, start, end) {
  target.focus();
  target.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    target.setRangeText(text, start, end, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function wrap(before, after, between = "\n") {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end).replaceAll("\n", between);
  type(field, before + chosen + after, start, end);
  const from = start + before.length;
  field.setSelectionRange(from, from + chosen.length);
}

function footnote() {
  const numbers = [...field.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
  const mark = `[^${Math.max(0, ...numbers) + 1}]`;
  const { selectionEnd: place } = field;
  type(field, mark, place, place);
  const { length } = field.value;
  type(field, `${field.value.endsWith("\n") ? "" : "\n"}\n${mark}: `, length, length);
}

function livePreview(words) {
  const pane = document.createElement("section");
  pane.className = "editor-preview";
  pane.ariaLabel = words.preview;
  pane.tabIndex = 0;
  field.after(pane);
  // A tree of its own, which the admin's styles do not reach: it wears the readers'.
  const root = pane.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = state.dataset.style;
  const page = document.createElement("div");
  page.className = "prose";
  root.append(style, page);
  // Whoever follows a link keeps the form.
  root.addEventListener("click", ({ target }) => {
    const link = target.closest('a:not([href^="#"])');
    if (link) link.target = "_blank";
  });
  let timer, request;
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const body = new FormData();
    body.set("body", field.value);
    body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
    const options = { method: "POST", body, signal: request.signal };
    const answer = await fetch(state.dataset.render, options)
      .then((response) => response.json())
      .catch(() => null); // aborted for a newer one, or the line is down
    if (!answer) return;
    const { html, error } = answer;
    // The server's pipeline has made it safe.
    if (html === undefined) page.textContent = error;
    else page.innerHTML = html;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  ask();
}
