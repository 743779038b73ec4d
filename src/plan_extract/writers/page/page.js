"use strict";
// Filters, search, keys, and the way between an entry and its words. The page says everything without it.
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 60rem)");
  const strings = JSON.parse($("strings").textContent);
  const opened = root.lang === "en" ? "en" : "zh";
  const VALUES = ["q", "unit", "role", "from", "to", "doubt"];
  const CHECKS = ["undated", "only"];
  const views = all(".view").map((view) => view.id);

  // ---- language

  let language = opened;
  const say = (key, values = {}) => strings[key][language === "en" ? 1 : 0].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function speak(wanted) {
    language = wanted;
    root.lang = language === "en" ? "en" : "zh-Hans";
    for (const one of all("[data-t]")) {
      one.textContent = say(one.dataset.t);
      if (language === "en" && one.parentElement.closest("[lang=zh-Hans]")) one.lang = "en";
      else one.removeAttribute("lang");
    }
    for (const name of ["aria-label", "placeholder", "label"])
      for (const one of all(`[data-t-${name}]`)) one.setAttribute(name, say(one.getAttribute(`data-t-${name}`)));
    $("language").lang = language === "en" ? "zh-Hans" : "en";
    for (const one of all("[title]", $("text"))) one.removeAttribute("title");
    for (const one of all(".cells title", $("units"))) one.remove();
  }

  const tell = (key, values) => { $("told").textContent = say(key, values); };

  // ---- words without what must not matter: width, case, white space, the shape of brackets and quotes

  const SIGNS = new Map([..."〔【［｛「『"].map((sign) => [sign, "("]).concat(
    [..."〕】］｝」』"].map((sign) => [sign, ")"]), [..."“”"].map((sign) => [sign, '"']), [..."‘’"].map((sign) => [sign, "'"])));
  const foldOne = (char) => SIGNS.get(char) ?? char.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const fold = (text) => Array.from(text, foldOne).join("");

  function wordsOf(entry) {
    const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) if (!walker.currentNode.parentElement.dataset.t) words += walker.currentNode.data + "\n";
    return fold(words);
  }

  const runOf = (text) => { const [first, count] = text.split("+").map(Number); return { first, end: first + count }; };
  const tasks = all(".task", $("ledger")).map((entry) => ({
    entry,
    units: (entry.dataset.units || "").split(" ").map((one) => one.split(":")),
    doubts: (entry.dataset.doubts || "").split(" ").filter(Boolean).map((one) => one.split(":")),
    due: entry.dataset.due || "",
    run: entry.dataset.run ? runOf(entry.dataset.run) : { first: 0, end: 0 },
  }));

  // ---- the state: what the fields hold, and which part is shown; all of it stands in the address

  let view = "ledger";
  let part = "ledger"; // the last part shown beside the text

  function state() {
    const held = new URLSearchParams();
    for (const name of VALUES) if ($(name).value) held.set(name, $(name).value);
    for (const name of CHECKS) if ($(name).checked) held.set(name, "1");
    return held;
  }

  function remember() {
    const held = state();
    if (view !== "ledger") held.set("view", view);
    if (language !== opened) held.set("lang", language);
    history.replaceState(null, "", `#${held}`);
  }

  function fill(held) {
    for (const name of VALUES) $(name).value = held.get(name) || "";
    for (const name of CHECKS) $(name).checked = held.has(name);
  }

  function recall() {
    const hash = location.hash.slice(1);
    const held = new URLSearchParams(hash.includes("=") ? hash : "");
    fill(held);
    if ((held.get("lang") || opened) !== language) speak(held.get("lang") === "en" ? "en" : "zh");
    show(held.get("view") || (hash === "source" || views.includes(hash) ? hash : "ledger"));
    filter();
    const place = hash && !hash.includes("=") ? $(hash) : null;
    if (place?.closest("#text")) goToWords(numberOf(place), numberOf(place) + 1);
    else if (place?.classList.contains("entry")) compare(place);
  }

  function show(wanted) {
    view = wanted === "source" || views.includes(wanted) ? wanted : "ledger";
    if (view !== "source") part = view;
    root.dataset.view = view;
    for (const name of views) $(name).hidden = name !== part;
    for (const link of all(".views a")) {
      const name = link.hash.slice(1);
      if (name === view || (name === part && wide.matches)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    remember();
  }

  // ---- filters

  function fits(task, held, query) {
    const [unit, role, from, to, doubt] = ["unit", "role", "from", "to", "doubt"].map((name) => held.get(name));
    if ((unit || role) && !task.units.some(([number, kind]) => (!unit || number === unit) && (!role || kind === role))) return false;
    if (doubt && !task.doubts.some((one) => doubt === "any" || one.includes(doubt))) return false;
    if (from || to || held.has("undated")) {
      const within = task.due && (from || to) && (!from || task.due >= from) && (!to || task.due <= to);
      if (!within && !(held.has("undated") && !task.due)) return false;
    }
    return !query || (task.words ??= wordsOf(task.entry)).includes(query);
  }

  function filter() {
    const held = state();
    const query = fold(held.get("q") || "");
    let shown = 0;
    for (const task of tasks) {
      const fit = fits(task, held, query);
      task.entry.hidden = !fit;
      shown += fit;
    }
    root.classList.toggle("only", held.has("only"));
    root.classList.toggle("filtered", shown < tasks.length);
    $("shown").textContent = say("shown", { shown, all: tasks.length });
    search(query);
    remember();
  }

  function clear() {
    fill(new URLSearchParams());
    filter();
  }

  // ---- search in the text; the places are drawn by the browser, the text itself is not touched

  let letters = null; // the folded text, and for each of its characters the node and the offset
  let sought = "";
  let hits = [];
  let at = -1;

  function readText() {
    const walker = document.createTreeWalker($("text"), NodeFilter.SHOW_TEXT);
    let words = "";
    const nodes = [], offsets = [];
    while (walker.nextNode()) {
      let offset = 0;
      for (const char of walker.currentNode.data) {
        const plain = foldOne(char);
        for (let index = 0; index < plain.length; index += 1) { nodes.push(walker.currentNode); offsets.push(offset); }
        words += plain;
        offset += char.length;
      }
    }
    return { words, nodes, offsets };
  }

  function search(query) {
    if (query === sought) { draw(); return; }
    sought = query;
    hits = [];
    at = -1;
    if (query) {
      letters ??= readText();
      for (let found = letters.words.indexOf(query); found >= 0; found = letters.words.indexOf(query, found + query.length)) {
        const last = found + query.length - 1;
        const range = document.createRange();
        range.setStart(letters.nodes[found], letters.offsets[found]);
        range.setEnd(letters.nodes[last], Math.min(letters.offsets[last] + 1, letters.nodes[last].length));
        hits.push(range);
      }
    }
    draw();
    if (hits.length && wide.matches) goToHit(0);
  }

  function draw() {
    $("hits").textContent = !$("q").value ? "" : hits.length ? say("hits", { at: Math.max(at, 0) + 1, all: hits.length }) : say("no_hit");
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.set("hits", new Highlight(...hits));
    CSS.highlights.set("hit", new Highlight(...hits.slice(at, at + 1 || undefined)));
  }

  function goToHit(step) {
    if (!hits.length) return;
    at = at < 0 ? 0 : (at + step + hits.length) % hits.length;
    if (!wide.matches && view !== "source") show("source");
    draw();
    reveal(hits[at], $("source"));
  }

  // ---- the way between entries and words

  const numberOf = (piece) => Number(piece.id.slice(1));
  const runOfLink = (link) => runOf(`${link.hash.slice(2)}+${link.dataset.n || 1}`);
  let links = null; // for each piece the links of entries that lead to it
  let back = null; // the link that led to the words
  let asked = { number: -1, turn: 0 };

  function reveal(place, pane) {
    const box = place.getBoundingClientRect();
    if (!wide.matches) scrollBy({ top: box.top - innerHeight / 3 });
    else pane.scrollBy({ top: box.top - pane.getBoundingClientRect().top - pane.clientHeight / 3 });
  }

  function mark(first, end, name) {
    for (const one of all(`.${name}`)) one.classList.remove(name);
    for (let number = first; number < end; number += 1) $(`s${number}`)?.classList.add(name);
  }

  function goToWords(first, end, link = null) {
    const piece = $(`s${first}`);
    if (!piece) return;
    if (!wide.matches) show("source");
    if ($("only").checked && !piece.closest(".loose")) { $("only").checked = false; filter(); }
    back = link;
    asked = { number: -1, turn: 0 };
    mark(first, end, "on");
    reveal(piece, $("source"));
    if (!piece.href) piece.tabIndex = -1;
    piece.focus({ preventScroll: true });
  }

  function follow(link) {
    const { first, end } = runOfLink(link);
    const entry = link.closest(".task");
    if (entry) choose(entry);
    goToWords(first, end, link);
  }

  function leadingTo(number) {
    if (!links) {
      links = new Map();
      for (const link of all("a.v", $("record"))) {
        const { first, end } = runOfLink(link);
        for (let piece = first; piece < end; piece += 1) links.has(piece) ? links.get(piece).push(link) : links.set(piece, [link]);
      }
    }
    const found = links.get(number) || [];
    const told = found.filter((link) => link.closest(".entry, #document") && !link.classList.contains("doubt"));
    const some = told.length ? told : found;
    const least = Math.min(...some.map((link) => Number(link.dataset.n || 1)));
    return some.filter((link) => Number(link.dataset.n || 1) === least);
  }

  function goToEntry(piece) {
    const number = numberOf(piece);
    const target = piece.hash && $(piece.hash.slice(1));
    const some = leadingTo(number);
    const around = tasks.find(({ run }) => run.first <= number && number < run.end);
    const whole = around && some.every((link) => Number(link.dataset.n || 1) >= around.run.end - around.run.first);
    if (!some.length || (whole && !piece.hash)) { // no value: the task that the words are of
      const entry = target || around?.entry;
      if (entry) openEntry(entry);
      return;
    }
    const own = some.includes(back) ? some.indexOf(back) : Math.max(0, some.findIndex((link) => target?.contains(link)));
    const turn = asked.number === number ? (asked.turn + 1) % some.length : own;
    asked = { number, turn };
    openEntry(some[turn].closest(".entry"), some[turn]);
    mark(number, number + 1, "on");
    some[turn].classList.add("on");
    if (some.length > 1) tell("shared", { at: turn + 1, all: some.length });
  }

  function choose(entry) {
    for (const one of all(".entry[aria-current]")) one.removeAttribute("aria-current");
    entry.setAttribute("aria-current", "true");
    const task = tasks.find((one) => one.entry === entry);
    if (task) mark(task.run.first, task.run.end, "now");
  }

  function openEntry(entry, link = null) {
    const place = link || entry;
    if (entry?.hidden) { clear(); tell("unfiltered"); }
    show(place.closest(".view").id);
    if (entry) choose(entry);
    place.focus({ preventScroll: true });
    reveal(place, $("record"));
  }

  function step(by) {
    const shown = tasks.filter(({ entry }) => !entry.hidden);
    if (!shown.length) return;
    const now = shown.findIndex(({ entry }) => entry.hasAttribute("aria-current"));
    const next = now < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(now + by, 0), shown.length - 1);
    compare(shown[next].entry);
  }

  // An entry, and beside it the place in the text where its task begins.
  function compare(entry) {
    openEntry(entry);
    const words = wide.matches && entry.querySelector("a.id")?.hash;
    if (words) reveal($(words.slice(1)), $("source"));
  }

  function pick(unit) {
    fill(new URLSearchParams({ unit }));
    filter();
    show("ledger");
    $("ledger").focus({ preventScroll: true });
  }

  // ---- drawings

  function drawToday() {
    const line = $("timeline");
    if (!line) return;
    const [first, last, now] = [Date.parse(line.dataset.first), Date.parse(line.dataset.last), Date.now()];
    if (now < first || now > last) return;
    const [left, right] = [Number(line.dataset.left), Number(line.dataset.right)];
    const x = Math.round(left + (right - left) * (now - first) / (last - first));
    const make = (name, values) => {
      const made = document.createElementNS(line.namespaceURI, name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      return line.appendChild(made);
    };
    make("path", { d: `M${x} 24V${line.viewBox.baseVal.height}`, class: "today" });
    make("text", { x, y: 22, class: "today-name", "data-t": "today" }).textContent = say("today");
  }

  function explain(cell) {
    if (cell.querySelector("title")) return;
    const made = document.createElementNS(cell.namespaceURI, "title");
    const unit = all(".pick").find((one) => one.dataset.unit === cell.dataset.unit);
    const task = $(`t${cell.dataset.task}`).querySelector("h3");
    made.textContent = `${unit.textContent} · ${say(`role_${cell.getAttribute("class")}`)} · ${task.textContent}`;
    cell.append(made);
  }

  function entitle(piece) {
    const kinds = [...piece.classList].filter((name) => name !== "anchor" && (strings[name] || strings[`role_${name}`]));
    piece.title = kinds.map((name) => say(strings[`role_${name}`] ? `role_${name}` : name)).join(" · ");
  }

  // ---- what the reader does

  function click(event) {
    const link = event.target.closest("a, button.pick, svg [data-task], svg [data-unit], #text [id]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!getSelection().isCollapsed && !link.href) return; // words are being copied
    const name = link.hash?.slice(1);
    if (link.closest("#text")) goToEntry(link);
    else if (link.matches("a.v")) follow(link);
    else if (link.matches(".to-task")) compare($(name));
    else if (link.dataset.task) compare($(`t${link.dataset.task}`));
    else if (link.dataset.unit) pick(link.dataset.unit);
    else if (link.closest(".glance, .views, .skips")) goToPart(link, name);
    else return;
    event.preventDefault();
  }

  function goToPart(link, name) {
    if (link.dataset.state !== undefined) { fill(new URLSearchParams(link.dataset.state)); filter(); }
    show(name);
    (wide.matches ? $("record") : root).scrollTop = 0;
    $(name).focus({ preventScroll: true });
  }

  function press(event) {
    const typing = event.target.closest("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    const entry = event.target.closest(".entry") === event.target;
    const actions = {
      "/": () => $("q").focus(),
      "?": () => $("keys").showModal(),
      j: () => step(1),
      k: () => step(-1),
    };
    if (entry) {
      actions.ArrowDown = actions.j;
      actions.ArrowUp = actions.k;
      actions.Enter = () => { const link = event.target.querySelector("a.id"); if (link) follow(link); };
    }
    if (event.key === "Escape") { clear(); mark(0, 0, "on"); } // no preventDefault: a field may close its own list
    else if (event.key === "Enter" && event.target === $("q")) { event.preventDefault(); goToHit(event.shiftKey ? -1 : 1); }
    else if (!typing && Object.hasOwn(actions, event.key)) { event.preventDefault(); actions[event.key](); }
  }

  let waiting = 0;
  $("q").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  for (const name of [...VALUES.slice(1), ...CHECKS]) $(name).addEventListener("change", filter);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("clear").addEventListener("click", clear);
  $("previous").addEventListener("click", () => goToHit(-1));
  $("next").addEventListener("click", () => goToHit(1));
  $("print").addEventListener("click", () => print());
  $("help").addEventListener("click", () => $("keys").showModal());
  $("close").addEventListener("click", () => $("keys").close());
  $("language").addEventListener("click", () => { speak(language === "en" ? "zh" : "en"); filter(); });
  $("text").addEventListener("pointerover", (event) => { const piece = event.target.closest("[id][class]"); if (piece && piece !== $("text")) entitle(piece); });
  $("units").addEventListener("pointerover", (event) => { const cell = event.target.closest(".cells text"); if (cell) explain(cell); });
  $("matrix-scroll").addEventListener("scroll", ({ target }) => {
    const { scrollLeft: x, scrollTop: y } = target;
    for (const [name, dx, dy] of [["names", x, 0], ["heads", 0, y], ["corner", x, y]])
      target.querySelector(`.${name}`)?.setAttribute("transform", `translate(${dx} ${dy})`);
  });
  document.addEventListener("click", click);
  document.addEventListener("keydown", press);
  addEventListener("hashchange", recall);
  wide.addEventListener("change", () => show(view));

  root.classList.add("js");
  for (const name of ["print", "language", "help", "filters", "only-field"]) $(name).hidden = false;
  $("more").open = wide.matches;
  drawToday();
  recall();
})();
