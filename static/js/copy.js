// Copies the text of an element, with its italics where the program that it is pasted
// into knows them. Without this file, or without a clipboard, the text can be selected.

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const element = document.getElementById(button.dataset.copy);
  const text = element.textContent.trim();
  try {
    if (window.ClipboardItem) {
      const html = new Blob([element.innerHTML], { type: "text/html" });
      const plain = new Blob([text], { type: "text/plain" });
      await navigator.clipboard.write([
        new ClipboardItem({ "text/html": html, "text/plain": plain }),
      ]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    tell(button);
  } catch {
    // The browser does not allow it: the text is marked, to be copied by hand.
    getSelection().selectAllChildren(element);
  }
}

function tell(button) {
  const said = document.createElement("span");
  said.role = "status";
  button.after(said);
  // A status is announced when it changes.
  said.textContent = ` ${button.dataset.copied}`;
  setTimeout(() => said.remove(), 4000);
}
