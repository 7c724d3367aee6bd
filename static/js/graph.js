// In a graph, shows what is tied to the node under the pointer or the focus, and lets
// arrow keys lead from node to node. Without this file each node is a plain link.

const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

for (const graph of document.querySelectorAll("[data-graph]")) {
  const nodes = [...graph.querySelectorAll("[data-node]")];
  const ties = [...graph.querySelectorAll("[data-ends]")];
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => light(graph, ties, node.dataset.node));
    node.addEventListener("focus", () => light(graph, ties, node.dataset.node));
    node.addEventListener("pointerleave", () => light(graph, ties, null));
    node.addEventListener("blur", () => light(graph, ties, null));
  }
  rove(graph, nodes);
  showMiddle(graph.parentElement);
}

// Where the window is narrower than the picture, one begins at its centre.
function showMiddle(box) {
  box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

function light(graph, ties, key) {
  graph.classList.toggle("is-pointing", key !== null);
  for (const tie of ties) {
    tie.classList.toggle("is-lit", tie.dataset.ends.split(" ").includes(key));
  }
}

// One stop for the Tab key, arrows inside:
// https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
function rove(graph, nodes) {
  const stopAt = (chosen) => {
    for (const node of nodes) node.setAttribute("tabindex", node === chosen ? "0" : "-1");
  };
  stopAt(nodes[0]);
  graph.addEventListener("focusin", (event) => {
    const node = event.target.closest("[data-node]");
    if (node) stopAt(node);
  });
  graph.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    const node = event.target.closest("[data-node]");
    if (!direction || !node || event.altKey || event.ctrlKey || event.metaKey) return;
    nearest(node, nodes, direction)?.focus();
    event.preventDefault();
  });
}

// The node in that direction that is least far away, what lies aside counting double.
function nearest(from, nodes, [right, down]) {
  const [x, y] = middle(from);
  let best = null, least = Infinity;
  for (const node of nodes) {
    const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
    const ahead = dx * right + dy * down;
    const distance = ahead + 2 * Math.abs(dx * down + dy * right);
    if (node !== from && ahead > 0 && distance < least) {
      [best, least] = [node, distance];
    }
  }
  return best;
}

function middle(node) {
  const box = (node.querySelector("circle") ?? node).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}
