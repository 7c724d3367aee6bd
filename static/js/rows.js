// Makes a table of a field that holds one item a line, its parts divided by semicolons.
// What is copied from a spreadsheet can be pasted into it. Without it the lines stay.

for (const field of document.querySelectorAll("[data-rows]")) {
  makeRows(field, JSON.parse(field.dataset.rows));
}

function makeRows(field, columns) {
  const table = document.createElement("table");
  const label = field.labels[0]?.textContent ?? "";
  table.className = "editor-rows";
  table.createCaption().textContent = label;
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
  add.className = "button";
  add.textContent = "+";
  add.ariaLabel = `+ ${label}`;
  add.addEventListener("click", () => addRow([]).querySelector("input, select").focus());

  for (const line of field.value.split("\n").filter((text) => text.trim())) {
    addRow(columns.length > 1 ? line.split(";") : [line]);
  }
  addRow([]);
  field.hidden = true;
  field.after(table, add);

  function addRow(values) {
    const row = body.insertRow();
    columns.forEach((column, n) => row.insertCell().append(input(column, values[n])));
    return row;
  }

  function input({ label: name, pick, choices }, value = "") {
    const box = document.createElement(choices.length ? "select" : "input");
    for (const [key, text] of choices.length ? [["", "–"], ...choices] : []) {
      box.add(new Option(text, key));
    }
    box.value = value.trim();
    // A choice that there is no longer is not lost.
    if (choices.length && value.trim() && !box.value) {
      box.add(new Option(value.trim(), value.trim(), true, true));
    }
    box.ariaLabel = `${label} ${name}`;
    if (pick) box.dataset.pick = pick;
    return box;
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
      line.split("\t").forEach((value, m) => boxes[m] && (boxes[m].value = value.trim()));
    });
    if (top + text.split(/\n/).length >= body.rows.length) addRow([]);
    write();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
