// A toolbar and a live preview for the Markdown of a topic. Without it the field is a
// plain one, with a Preview button below the form.

const state = document.querySelector("[data-editor]");
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

if (state && field) {
  const words = JSON.parse(state.dataset.words);
  const box = document.createElement("div");
  box.className = "editor";
  field.replaceWith(box);
  box.append(toolbar(), field);
  livePreview(words);
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
    const answer = await fetch(state.dataset.render, options)
      .then((response) => response.json())
      .catch(() => null); // aborted for a newer one, or the line is down
    if (!answer) return;
    const { html, error } = answer;
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
