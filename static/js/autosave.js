// Keeps what is typed on a form of the admin: in the browser at once, of a page also on
// the server now and then; and tells who else has the page open. Forms work without it.

const state = document.querySelector("[data-editor]");
const form = document.querySelector("#content-main form[method=post]");
const PING = 45_000, SERVER = 20_000, LOCAL = 1_000; // milliseconds
// Names of inputs that are not the editor's words.
const NOT_TYPED = /^(csrfmiddlewaretoken|_.*)$/;

if (state && form) {
  const words = JSON.parse(state.dataset.words);
  // Others who use this browser are not offered what they did not type.
  const key = `form:${state.dataset.user}:${location.pathname}`;
  // What is shown again has not been saved, and may hold what others saved since.
  let typed = "posted" in state.dataset;
  if (typed) localStorage.setItem(key, read());
  else offerKept(key, words, read());
  let changed = false, timer;

  form.addEventListener("input", () => {
    changed = typed = true;
    clearTimeout(timer);
    timer = setTimeout(() => localStorage.setItem(key, read()), LOCAL);
  });
  form.addEventListener("submit", () => {
    if (typed) localStorage.setItem(key, read());
    // The next page says whether it was saved; that may be another address.
    sessionStorage.setItem("form-sent", key);
  });
  if (state.dataset.autosave) {
    setInterval(async () => {
      if (!changed) return;
      changed = false;
      await post(state.dataset.autosave, new FormData(form)).catch(() => (changed = true));
    }, SERVER);
    setInterval(showOthers, PING);
  }
}
forgetSaved();

function read() {
  const values = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !NOT_TYPED.test(name),
  );
  return JSON.stringify(values);
}

function forgetSaved() {
  if (!document.querySelector(".messagelist .success")) return;
  localStorage.removeItem(sessionStorage.getItem("form-sent") ?? "");
}

function offerKept(key, words, present) {
  forgetSaved();
  // An answer to this form shows all that was typed, with what the server put beside it.
  const isAnswer = sessionStorage.getItem("form-sent") === key &&
    document.querySelector(".editor-note[role=status]");
  if (isAnswer) return localStorage.setItem(key, present);
  const kept = localStorage.getItem(key);
  if (!kept || kept === present) return localStorage.removeItem(key);
  const note = document.createElement("p");
  note.className = "editor-note";
  note.append(
    `${words.kept} `,
    button(words.restore, () => restore(JSON.parse(kept))),
    " ",
    button(words.discard, () => {
      localStorage.removeItem(key);
      note.remove();
    }),
  );
  form.prepend(note);
}

function button(text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

// The server shows the form with the kept words, and merges them with what others saved
// since: it is sent like any other, but saves nothing.
function restore(values) {
  const sent = document.createElement("form");
  sent.method = "post";
  sent.hidden = true;
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [...values, ["csrfmiddlewaretoken", token], ["_restore", "1"]]) {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    sent.append(input);
  }
  document.body.append(sent);
  sent.submit();
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
  const note = document.querySelector("[data-others]");
  note.hidden = others.length === 0;
  note.querySelector("strong").textContent = others.join(", ");
}
