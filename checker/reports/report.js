"use strict";
(() => {
  const list = document.getElementById("list");
  if (!list) return;
  const form = document.getElementById("filters");
  const field = (name) => document.getElementById("f-" + name);
  const shown = document.getElementById("shown");
  const selects = ["relation", "severity", "state", "outlet", "topic"].filter((name) => field(name));
  const collator = new Intl.Collator(undefined, { numeric: true });
  const cards = [...list.children].map((node, rank) => ({
    node, rank, data: node.dataset, outlets: node.dataset.outlets.split(" "), text: null,
  }));
  const text = (card) => (card.text ??= card.node.textContent.toLowerCase());
  const by = {
    rank: (a, b) => a.rank - b.rank,
    confidence: (a, b) => b.data.confidence - a.data.confidence,
    topic: (a, b) => a.data.topic - b.data.topic,
    outlets: (a, b) => collator.compare(a.data.outlets, b.data.outlets),
    date: (a, b) => (a.data.date < b.data.date ? 1 : a.data.date > b.data.date ? -1 : 0),
  };

  function filter() {
    const want = {};
    for (const name of selects) want[name] = field(name).value;
    const words = field("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const card of cards) {
      const keep =
        (!want.relation || card.data.relation === want.relation) &&
        (!want.severity || card.data.severity === want.severity) &&
        (!want.state || card.data.state === want.state) &&
        (!want.outlet || card.outlets.includes(want.outlet)) &&
        (!want.topic || card.data.topic === want.topic) &&
        words.every((word) => text(card).includes(word));
      card.node.hidden = !keep;
      n += keep;
    }
    shown.textContent = `${n.toLocaleString("en")} of ${cards.length.toLocaleString("en")} pairs of values`;
  }

  function sort() {
    const order = by[field("sort").value];
    const sorted = [...cards].sort((a, b) => order(a, b) || a.rank - b.rank);
    list.replaceChildren(); // moved one by one, each would be a search through the white space left by those before
    list.append(...sorted.map((card) => card.node));
  }

  function move(step) {
    const visible = [...list.children].filter((node) => !node.hidden);
    const at = visible.indexOf(document.activeElement);
    const next = visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : at + step];
    if (next) next.focus();
  }

  let timer;
  field("text").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  for (const name of selects) field(name).addEventListener("change", filter);
  field("sort").addEventListener("change", sort);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); sort(); }));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); field("text").focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });
  form.hidden = false;
  filter();
})();
