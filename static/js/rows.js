// Makes a table of a field that holds one item a line, its parts divided by semicolons.
// What is copied from a spreadsheet can be pasted into it. Without it the lines stay.

for (const field of document.querySelectorAll("[data-rows]")) {
  makeRows(field, JSON.parse(field.dataset.rows));
}

function makeRows(field, columns) {
  const box = document.createElement("div"), table = document.createElement("table");
  const label = field.labels[0]?.textContent.replace(/:$/, "") ?? "";
  box.className = "editor-rows";
  table.ariaLabel = label;
  const head = table.createTHead().insertRow();
  for (const { label: name } of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  const add = document.createElement("button");
  add.type = "button";
  add.className = "button editor-rows__add";
  add.textContent = "+";
  add.ariaLabel = `+ ${label}`;
  add.addEventListener("click", () => addRow([]).querySelector("input, select").focus());

  for (const line of field.value.split("\n").filter((text) => text.trim())) {
    addRow(columns.length > 1 ? line.split(";") : [line]);
  }
  addRow([]);
  field.hidden = true;
  field.after(box);
  box.append(table, add);
  // The label, and a link to what is wrong here, lead to what is seen.
  const { id } = field;
  field.removeAttribute("id");
  table.querySelector("input, select").id = id;

  function addRow(values) {
    const row = body.insertRow();
    columns.forEach((column, n) => row.insertCell().append(input(column, values[n])));
    return row;
  }

  function input({ label: name, pick, isShort, choices }, value = "") {
    const box = document.createElement(choices.length ? "select" : "input");
    for (const [key, text] of choices.length ? [["", "–"], ...choices] : []) {
      box.add(new Option(text, key));
    }
    set(box, value.trim());
    box.ariaLabel = `${label} ${name}`;
    if (pick) box.dataset.pick = pick;
    if (isShort) box.size = 10;
    return box;
  }

  // Choices are known by key and by name; what is neither is kept, to be refused.
  function set(box, value) {
    box.value = value;
    if (box.value === value) return;
    const isNamed = ({ text }) => text.toLowerCase() === value.toLowerCase();
    const known = [...box.options].find(isNamed);
    if (known) known.selected = true;
    else box.add(new Option(value, value, true, true));
  }

  function write() {
    const lines = [...body.rows].map((row) =>
      [...row.querySelectorAll("input, select")].map((box) => box.value.trim()),
    );
    field.value = lines
      .filter((parts) => parts.some(Boolean))
      .map((parts) => parts.join("; ").replace(/(; *)+$/, ""))
      .join("\n");
  }

  table.addEventListener("input", (event) => {
    const last = body.rows[body.rows.length - 1];
    if (last.contains(event.target) && event.target.value) addRow([]);
    write();
  });

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const cell = event.target.closest("td");
    const top = cell.parentElement.sectionRowIndex;
    text.split(/\r?\n/).forEach((line, n) => {
      const row = body.rows[top + n] ?? addRow([]);
      const boxes = [...row.querySelectorAll("input, select")].slice(cell.cellIndex);
      line.split("\t").forEach((value, m) => boxes[m] && set(boxes[m], value.trim()));
    });
    if (top + text.split(/\n/).length >= body.rows.length) addRow([]);
    write();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
