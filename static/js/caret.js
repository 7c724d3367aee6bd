// Where the caret of a text field is: browsers do not say. A copy of the field's text up
// to it is laid out in the same way, unseen, and measured.

const LIKE = [
  "boxSizing", "width", "borderWidth", "padding", "font", "letterSpacing", "lineHeight",
  "tabSize", "textIndent", "direction",
];

// {top, left} under the caret, in pixels of the page.
export function caretIn(field) {
  const box = field.getBoundingClientRect();
  const style = getComputedStyle(field);
  const copy = document.createElement("div");
  for (const name of LIKE) copy.style[name] = style[name];
  copy.className = "caret-copy";
  copy.style.whiteSpace = field.matches("textarea") ? "pre-wrap" : "pre";
  const end = document.createElement("span");
  end.textContent = "\u200b";
  copy.append(field.value.slice(0, field.selectionStart), end);
  document.body.append(copy);
  const { offsetTop, offsetLeft, offsetHeight } = end;
  copy.remove();
  const inside = Math.min(offsetTop - field.scrollTop + offsetHeight, box.height);
  return {
    top: box.top + scrollY + Math.max(0, inside),
    left: box.left + scrollX + Math.min(offsetLeft - field.scrollLeft, box.width),
  };
}
