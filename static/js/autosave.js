// Keeps what is typed on a topic's form: in the browser at once, on the server now and
// then; and tells who else has the page open. The form works without it.

const state = document.querySelector("[data-editor]");
const form = document.querySelector("#topic_form");
const PING = 45_000, SERVER = 20_000, LOCAL = 1_000; // milliseconds

if (state && form) {
  const words = JSON.parse(state.dataset.words);
  const key = `topic-form:${location.pathname}`;
  const first = read();
  offerKept(key, words, first);
  let changed = false, typed = false, timer;

  form.addEventListener("input", () => {
    changed = typed = true;
    clearTimeout(timer);
    timer = setTimeout(() => keep(key), LOCAL);
  });
  form.addEventListener("submit", () => {
    if (typed) keep(key);
    sessionStorage.setItem(`${key}:sent`, "1");
  });
  setInterval(async () => {
    if (!changed) return;
    changed = false;
    await post(state.dataset.autosave, new FormData(form)).catch(() => (changed = true));
  }, SERVER);
  setInterval(showOthers, PING);
}

function read() {
  const values = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
  return JSON.stringify(values);
}

function keep(key) {
  localStorage.setItem(key, read());
}

function offerKept(key, words, present) {
  const kept = localStorage.getItem(key);
  const saved = document.querySelector(".messagelist .success");
  if (saved || kept === present) localStorage.removeItem(key);
  if (!kept || saved || kept === present) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words.restore;
  button.addEventListener("click", () => {
    restore(JSON.parse(kept));
    button.remove();
  });
  state.append(button);
}

function restore(values) {
  const byName = Map.groupBy
    ? Map.groupBy(values, ([name]) => name)
    : values.reduce((map, pair) => map.set(pair[0], [...(map.get(pair[0]) ?? []), pair]), new Map());
  for (const [name, pairs] of byName) {
    const field = form.elements[name];
    if (!field || name === "based_on") continue;
    if (field.multiple) {
      for (const option of field.options) {
        option.selected = pairs.some(([, value]) => value === option.value);
      }
    } else if ("value" in field) {
      field.value = pairs[0][1];
    }
    field.dispatchEvent?.(new Event("input", { bubbles: true }));
  }
}

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", body, redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer;
}

async function showOthers() {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await post(state.dataset.presence, body).catch(() => null);
  if (!answer) return;
  const { others } = await answer.json();
  const note = state.querySelector("[data-others]");
  note.hidden = others.length === 0;
  note.querySelector("strong").textContent = others.join(", ");
}
