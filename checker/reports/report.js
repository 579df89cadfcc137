"use strict";
(() => {
  const list = document.getElementById("list");
  if (!list) return;
  const { facts, outlets, stories, root } = JSON.parse(document.getElementById("data").textContent);
  const STEP = 30; // cards built at once
  const DIFFERING = ["contradiction", "mixed"];
  const form = document.getElementById("filters");
  const field = (name) => document.getElementById("f-" + name);
  const more = document.getElementById("more");
  const names = ["relation", "story", "outlet", "severity", "standing", "text", "sort"];
  const counted = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  let chosen = []; // the facts that the filters leave, in order
  let built = 0; // how many of them have a card

  // Text is only ever set as text: nothing of an article can become markup.
  function make(tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "class") node.className = value;
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  }
  const anchor = (fact) => "fact-" + fact.id.replace(/[^0-9A-Za-z-]/g, "-");
  facts.forEach((fact, rank) => { fact.rank = rank; });

  // ---------------------------------------------------------------- cards

  // A path begins with a dot, so that none is read as an address of its own.
  const file = (path) => `${root}/${path.split("/").map(encodeURIComponent).join("/")}`;

  function passage(p) {
    const [before, mention, after] = p.text;
    const quote = make("blockquote", { dir: "auto" }, before, mention ? make("mark", null, mention) : null, after);
    const named = p.title || p.place;
    const source = make("a", { href: p.url || file(p.place.replace(/:\d+$/, "")), class: "src", rel: "noreferrer" }, named);
    const said = make("figcaption", null, make("strong", null, p.outlet), `, ${p.date}`, p.speaker ? `, ${p.speaker}` : "",
      make("br"), source, p.title && !p.url ? make("span", { class: "place" }, ` ${p.place}`) : null);
    return make("figure", null, quote, said);
  }

  function side(value) {
    const told = value.passages.map((p) => p.outlet);
    const others = value.given.map((i) => outlets[i]).filter((name) => !told.includes(name));
    const head = make("h4", { class: value.odd ? "odd" : null }, value.words, " ",
      make("small", null, value.voices === "1" ? "1 outlet" : `${value.voices} outlets`));
    const [first, ...rest] = value.passages;
    const box = make("div", { class: "side" }, head, passage(first));
    if (rest.length) {
      const again = make("details", { class: "also" }, make("summary", null, `${counted(rest.length, "more passage")}`));
      again.addEventListener("toggle", () => { if (again.children.length === 1) again.append(...rest.map(passage)); });
      box.append(again);
    }
    if (others.length) box.append(make("p", { class: "others" }, `The same in ${others.join(", ")}`));
    return box;
  }

  function card(fact) {
    const standing = fact.standing === "known" ? "known from the baseline"
      : fact.standing === "suppressed" ? `suppressed: ${fact.why}` : "";
    const id = anchor(fact);
    const node = make("article", { class: `fact ${fact.relation}`, tabindex: "-1", id, "aria-labelledby": `h-${id}` },
      make("h3", { id: `h-${id}` }, make("a", { href: `#${id}`, class: "anchor" }, fact.label)),
      make("p", { class: "reason", dir: "auto" }, fact.reason),
      make("div", { class: "sides" }, ...fact.values.map(side)));
    const about = make("p", { class: "about" }, make("span", { class: `badge ${fact.relation}` }, fact.relation === "mixed" ? "contradiction, partly an update" : fact.relation),
      fact.between ? make("span", null, fact.between) : null,
      fact.severity === "none" ? null : make("span", { class: `sev ${fact.severity}` }, fact.severity),
      standing ? make("span", { class: "badge" }, standing) : null);
    node.insertBefore(about, node.children[1]);
    const details = make("details", { class: "how" }, make("summary", null, "How it was decided"),
      make("p", null, `${fact.rule[0]} ${fact.rule[1]}; confidence ${fact.confidence.toFixed(2)}; pair `,
        make("code", null, fact.pair), fact.fingerprint ? "; fingerprint " : "",
        fact.fingerprint ? make("code", null, fact.fingerprint) : null,
        fact.nli ? `. Language model on the two sentences, numbers made alike: one follows from the other ${fact.nli[0]}, neither ${fact.nli[1]}, they contradict ${fact.nli[2]}` : ""));
    node.append(details);
    return node;
  }

  function extend(upTo) {
    const end = Math.min(chosen.length, upTo);
    const added = document.createDocumentFragment();
    for (; built < end; built++) added.append(card(chosen[built]));
    list.append(added);
    more.hidden = built >= chosen.length;
  }

  // ---------------------------------------------------------------- filters

  const words = (fact) => (fact.words ??= [fact.label, fact.reason, fact.pair, fact.fingerprint,
    ...fact.values.flatMap((v) => [v.words, ...v.passages.flatMap((p) => [...p.text, p.outlet, p.speaker, p.title])]),
  ].join(" ").toLowerCase());
  const collator = new Intl.Collator("en", { numeric: true });
  const by = {
    rank: (a, b) => a.rank - b.rank,
    confidence: (a, b) => b.confidence - a.confidence,
    label: (a, b) => collator.compare(a.label, b.label),
    date: (a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0),
  };
  const fits = (fact, relation) =>
    relation === "all" || (relation === "contradiction" ? DIFFERING.includes(fact.relation) : fact.relation === relation);

  function filter() {
    const want = Object.fromEntries(names.map((name) => [name, field(name).value]));
    const search = want.text.toLowerCase().split(/\s+/).filter(Boolean);
    const outlet = want.outlet === "" ? -1 : Number(want.outlet);
    chosen = facts.filter((fact) =>
      fits(fact, want.relation) &&
      (want.story === "" || fact.story === Number(want.story)) &&
      (outlet < 0 || fact.outlets.includes(outlet)) &&
      (!want.severity || fact.severity === want.severity) &&
      (!want.standing || fact.standing === want.standing) &&
      search.every((word) => words(fact).includes(word)));
    if (want.sort !== "rank") chosen.sort((a, b) => by[want.sort](a, b) || a.rank - b.rank);
    list.replaceChildren();
    built = 0;
    extend(STEP);
    document.getElementById("shown").textContent = `${chosen.length.toLocaleString("en")} of ${counted(facts.length, "fact")}`;
  }

  // The filter's state is in the address, so that a link shows what its sender saw.
  const defaults = () => Object.fromEntries(names.map((name) => [name, name === "relation" ? first : name === "sort" ? "rank" : ""]));
  function remember() {
    const usual = defaults();
    const set = names.filter((name) => field(name).value !== usual[name]).map((name) => [name, field(name).value]);
    const hash = new URLSearchParams(set).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }
  function recall() {
    const hash = location.hash.slice(1);
    const target = facts.find((fact) => anchor(fact) === hash);
    const set = target ? new URLSearchParams() : new URLSearchParams(hash);
    const usual = defaults();
    for (const name of names) {
      const wanted = set.get(name);
      const known = wanted !== null && (name === "text" || [...field(name).options].some((o) => o.value === wanted));
      field(name).value = known ? wanted : usual[name];
    }
    if (target && !fits(target, field("relation").value)) field("relation").value = "all";
    if ([...set.keys()].some((name) => names.includes(name) && name !== "relation")) form.querySelector("details").open = true;
    filter();
    if (target) {
      extend(chosen.indexOf(target) + 1);
      const node = document.getElementById(anchor(target));
      node.scrollIntoView();
      node.focus({ preventScroll: true });
    }
  }

  function options() {
    const add = (name, entries) => {
      for (const [value, text] of entries) field(name).append(make("option", { value }, text));
    };
    const n = (relation) => facts.filter((fact) => fits(fact, relation)).length;
    const kinds = [["contradiction", "contradictions"], ["update", "updates"], ["agreement", "agreements"], ["scope", "different scope"]];
    add("relation", kinds.filter(([kind]) => n(kind)).map(([kind, text]) => [kind, `${text} (${n(kind).toLocaleString("en")})`]));
    add("relation", [["all", `all (${facts.length.toLocaleString("en")})`]]);
    add("story", stories.map((story, i) => [i, story.label]));
    add("outlet", outlets.map((name, i) => [i, name]));
    const present = (key, order) => order.filter((value) => facts.some((fact) => fact[key] === value));
    add("severity", present("severity", ["error", "warning", "note", "none"]).map((value) => [value, value]));
    add("standing", present("standing", ["open", "known", "suppressed"]).map((value) => [value, value === "open" ? "new" : value]));
    return field("relation").options[0].value;
  }

  // ---------------------------------------------------------------- stories

  function table(story, told) {
    const taking = story.outlets.filter((i) => told.some((fact) => fact.outlets.includes(i)));
    const cell = (fact, i) => {
      const given = fact.values.filter((value) => value.given.includes(i));
      const parts = given.map((value) => {
        const p = value.passages.find((found) => found.outlet === outlets[i]);
        const speaker = p && p.speaker ? ` (${p.speaker})` : "";
        return make("div", null, make(value.odd ? "strong" : "span", { class: value.odd ? "odd" : null }, value.words), speaker);
      });
      return make("td", null, ...(parts.length ? parts : ["–"]));
    };
    const head = make("tr", null, make("td"), ...taking.map((i) => make("th", { scope: "col" }, outlets[i])));
    const rows = told.map((fact) => make("tr", null,
      make("th", { scope: "row" }, make("a", { href: `#${anchor(fact)}` }, fact.label)), ...taking.map((i) => cell(fact, i))));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Values of ${story.label}` },
      make("table", { class: "values" }, make("thead", null, head), make("tbody", null, ...rows)));
  }

  function tell() {
    const box = document.getElementById("stories");
    stories.forEach((story, i) => {
      const told = facts.filter((fact) => fact.story === i);
      const differing = told.filter((fact) => fits(fact, "contradiction"));
      const updates = told.filter((fact) => fact.relation === "update");
      if (!differing.length && !updates.length) return;
      const said = [differing.length ? counted(differing.length, "contradiction") : "", updates.length ? counted(updates.length, "update") : "",
        counted(story.outlets.length, "outlet")].filter(Boolean).join(", ");
      const details = make("details", { class: "story" }, make("summary", null, make("b", null, story.label), ` ${said}`));
      details.addEventListener("toggle", () => { if (details.children.length === 1) details.append(table(story, [...differing, ...updates])); });
      box.append(details);
    });
    document.getElementById("by-story").hidden = !box.children.length;
  }

  // ---------------------------------------------------------------- keys and events

  function move(step) {
    const at = [...list.children].indexOf(document.activeElement);
    if (at + step >= built) extend(built + STEP);
    const next = list.children[at < 0 ? (step > 0 ? 0 : list.children.length - 1) : at + step];
    if (next) next.focus();
  }

  const first = options();
  let timer;
  const changed = () => { clearTimeout(timer); filter(); remember(); }; // a list made anew loses the focus: once is enough
  field("text").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(changed, 120); });
  for (const name of names) if (name !== "text") field(name).addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const [name, value] of Object.entries(defaults())) field(name).value = value;
    changed();
  });
  more.addEventListener("click", () => {
    const at = built;
    extend(built + STEP);
    list.children[at].focus();
  });
  if ("IntersectionObserver" in window) {
    new IntersectionObserver((seen) => { if (seen.some((entry) => entry.isIntersecting)) extend(built + STEP); },
      { rootMargin: "600px" }).observe(more);
  }
  window.addEventListener("hashchange", recall);
  window.addEventListener("beforeprint", () => extend(chosen.length));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); form.querySelector("details").open = true; field("text").focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });
  form.hidden = false;
  tell();
  recall();
})();
