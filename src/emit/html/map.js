"use strict";
// Everything that a page does: lanes, audiences, filters, search, details, zoom, print, and `refresh` for the preview.
// What people wrote is text here and is never read as HTML: nodes are moved and copied, never made from strings.
(() => {
  const $ = (query, within = document) => within.querySelector(query);
  const $$ = (query, within = document) => [...within.querySelectorAll(query)];
  const root = document.documentElement;
  const main = $("main");
  const tools = $("main > .tools");
  const aside = document.getElementById("~details");
  const isServed = !!$('script[src="/live.js"]');
  const api = { refresh, onPlace: null };
  window.journeyMap = api;
  root.classList.add("live");

  // What a reader has set. It is kept here alone, and applied again whenever the page changes.
  const state = { audience: "", hidden: new Set(), owner: "", channel: "", severity: "", query: "", zoom: 1, fits: false };
  let shown = "";           // the key whose details are open
  let before = null;        // what had the focus before they were
  let hits = [];            // where the query is found, from top to bottom
  let hit = -1;             // the one that is looked at
  const sheets = new Map(); // by audience; the ones that are not on the page

  const sheet = () => $("main > .sheet");
  const map = () => document.getElementById("~map");
  const field = (name) => tools && $(`[name="${name}"]`, tools);
  const after = (milliseconds, done) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(done, milliseconds); }; };

  // ---- Audiences -------------------------------------------------------------------------------------------------

  function gather() {
    sheets.clear();
    for (const template of $$("main > template.sheet")) {
      sheets.set(template.dataset.audience, template.content.firstElementChild);
    }
  }

  function see(audience) {
    const old = sheet();
    const next = sheets.get(audience);
    if (!old || !next || old.dataset.audience === audience) return;
    const place = map() && [map().scrollLeft, map().scrollTop];
    sheets.set(old.dataset.audience, old);
    old.replaceWith(document.adoptNode(next));
    sheets.delete(audience);
    state.audience = audience;
    if (place && map()) [map().scrollLeft, map().scrollTop] = place;
    apply();
    if (shown) open(shown);
  }

  // ---- Lanes, filters and zoom -----------------------------------------------------------------------------------

  // Of a very large map only the start is laid out until the page is open.
  let isWhole = location.hash.length > 1;
  addEventListener("load", () => setTimeout(() => { isWhole = true; map()?.classList.add("whole"); }, 100));

  function apply() {
    if (!tools || !sheet()) return;
    map().classList.toggle("whole", isWhole);
    for (const row of $$("#\\~map tbody > tr")) {
      const key = row.classList.contains("vis") ? "backstage" : row.dataset.k;
      row.hidden = state.hidden.has(key);
    }
    for (const box of $$('[name="lane"]', tools)) box.checked = !state.hidden.has(box.value);
    $(".menu", tools)?.classList.toggle("on", state.hidden.size > 0);
    for (const name of ["audience", "owner", "channel", "severity"]) {
      const select = field(name);
      if (!select) continue;
      select.value = state[name];
      // A choice that there is no more is none.
      if (select.selectedIndex < 0) { state[name] = ""; select.value = ""; }
      select.classList.toggle("on", state[name] !== "");
    }
    narrow();
    size();
    search(false);
    heights.disconnect();
    for (const it of [tools, $("#\\~map .corner")]) if (it) heights.observe(it);
  }

  /** Says how high the tools and the heads are, for what stays below them. Each is told where it is asked for: what all
   *  cells inherit would be worked out for each of them again. */
  function measure() {
    const bar = tools.offsetHeight;
    const head = $("#\\~map .heads:not(.loose) .corner")?.offsetHeight ?? 0;
    map().style.setProperty("--bar", `${bar}px`);
    for (const name of $$("#\\~map tbody th > span")) name.style.setProperty("--head", `${head}px`);
  }
  const heights = new ResizeObserver(() => { if (map()) measure(); });

  let isNarrow = false;

  function narrow() {
    const { owner, channel, severity } = state;
    const wanted = [["o", owner], ["c", channel], ["s", severity]].filter(([, value]) => value !== "");
    if (!wanted.length && !isNarrow) return tell("");
    isNarrow = wanted.length > 0;
    const has = (item) => wanted.every(([name, value]) => (item.dataset[name] || "").split(" ").includes(value));
    let all = 0, kept = 0;
    for (const item of $$("#\\~map .i")) {
      const is = wanted.length === 0 || has(item);
      item.classList.toggle("off", !is);
      all += 1;
      kept += is;
    }
    tell(wanted.length ? `${kept} of ${all}` : "");
  }

  function tell(filtered) {
    const found = state.query ? (hits.length ? `${hit + 1} of ${hits.length} found` : "nothing found") : "";
    const count = field("count");
    if (filtered !== undefined) tell.filtered = filtered;
    if (count) count.textContent = [tell.filtered, found].filter(Boolean).join(" · ");
    const clear = $('[data-do="clear"]', tools);
    if (clear) clear.hidden = !tell.filtered && !state.query && state.hidden.size === 0;
  }

  function size() {
    const table = $("#\\~map > table");
    if (!table) return;
    table.style.removeProperty("--zoom");
    if (state.fits) {
      state.zoom = Math.max(0.1, Math.min(1, map().clientWidth / table.scrollWidth));
    }
    if (state.zoom !== 1) table.style.setProperty("--zoom", state.zoom.toFixed(3));
    const whole = $('[data-do="whole"] bdi', tools);
    if (whole) whole.textContent = `${Math.round(state.zoom * 100)}\u00A0%`;
  }

  function zoom(factor) {
    state.fits = false;
    state.zoom = Math.min(2, Math.max(0.1, state.zoom * factor));
    size();
  }

  // ---- Search ----------------------------------------------------------------------------------------------------

  function search(goes) {
    const needle = state.query.trim().toLocaleLowerCase();
    const ranges = [];
    hits = [];
    if (needle) {
      for (const item of $$("#\\~map .i, .top h1, .top .goals li")) {
        if (item.closest("[hidden]")) continue;
        const found = ranges.length;
        const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const text = walker.currentNode.data.toLocaleLowerCase();
          // Letters that change their length with their case would shift what is marked.
          if (text.length !== walker.currentNode.data.length) { if (text.includes(needle)) hits.push(item); continue; }
          for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + needle.length);
            ranges.push(range);
          }
        }
        if (ranges.length > found && hits.at(-1) !== item) hits.push(item);
      }
    }
    if (window.CSS?.highlights) {
      if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
      else CSS.highlights.delete("found");
    }
    if (hit >= hits.length || goes) hit = hits.length ? 0 : -1;
    if (goes) look();
    tell();
  }

  function look() {
    for (const item of $$(".i.now")) item.classList.remove("now");
    const item = hits[hit];
    if (!item) return;
    item.classList.add("now");
    show(item);
  }

  function next(step) {
    if (!hits.length) return;
    hit = (hit + step + hits.length) % hits.length;
    look();
    tell();
  }

  // ---- Details ---------------------------------------------------------------------------------------------------

  const read = new WeakMap();   // the details of a sheet, once somebody has asked for them

  /** The details of what has this key. */
  function detail(key, of = sheet()) {
    const kept = of && $(":scope > script.details", of);
    if (!kept) return undefined;
    const text = kept.textContent;
    if (read.get(kept)?.text !== text) {
      const sections = new DOMParser().parseFromString(text, "text/html").body.children;
      read.set(kept, { text, sections: new Map(Array.from(sections, (it) => [it.dataset.of, it])) });
    }
    return read.get(kept).sections.get(key);
  }

  function mark(key) {
    for (const item of $$(".current")) item.classList.remove("current");
    const item = key && document.getElementById(key);
    if (item) item.classList.add("current");
    return item;
  }

  function open(key, goes) {
    const found = detail(key);
    const item = mark(found ? key : "");
    if (!found || !aside) return close();
    if (aside.hidden) before ??= document.activeElement;
    const body = $(".body", aside);
    const copy = document.importNode(found, true);
    const place = $(".place", aside);
    place.dataset.at = found.dataset.at;
    place.textContent = found.dataset.at.replace(/:\d+$/, "");
    // Only the button leads there.
    copy.removeAttribute("data-at");
    if (shown === key && body.firstElementChild) morph(body.firstElementChild, copy, new Set());
    else { body.replaceChildren(copy); aside.scrollTop = 0; }
    shown = key;
    aside.hidden = false;
    root.classList.add("opened");
    if (state.fits) size();
    if (item && goes) reveal(item);
    if (goes) aside.focus({ preventScroll: true });
  }

  function reveal(item) {
    const row = item.closest("tr[hidden]");
    if (row) { state.hidden.delete(row.dataset.k); apply(); }
    show(item);
  }

  /** Scrolls the map, below its heads and beside its names, and then the page, so that `item` is seen. */
  function show(item) {
    const within = map();
    if (!within?.contains(item)) return item.scrollIntoView({ block: "nearest" });
    const heads = $(".heads:not(.loose) .corner", within)?.getBoundingClientRect();
    const name = $("tbody th", within)?.getBoundingClientRect().width ?? 0;
    const isTurned = getComputedStyle(within).direction === "rtl";
    const box = within.getBoundingClientRect();
    const it = item.getBoundingClientRect();
    const gap = 12;
    const step = (start, end, low, high) => start < low ? start - low : end > high ? Math.min(end - high, start - low) : 0;
    const left = box.left + gap + (isTurned ? 0 : name), right = box.right - gap - (isTurned ? name : 0);
    within.scrollBy(step(it.left, it.right, left, right), step(it.top, it.bottom, box.top + gap + (heads?.height ?? 0), box.bottom - gap));
    const now = item.getBoundingClientRect();
    const top = tools.getBoundingClientRect();
    if (box.top < top.bottom - 1 || now.bottom > innerHeight - gap) scrollBy(0, box.top - tools.offsetHeight);
  }

  function close() {
    if (!aside || aside.hidden) return;
    aside.hidden = true;
    root.classList.remove("opened");
    mark("");
    shown = "";
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    if (state.fits) size();
    if (before?.isConnected) before.focus({ preventScroll: true });
    before = null;
  }

  function fragment() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  function follow() {
    const key = fragment();
    if (!key) return close();
    if (detail(key)) return open(key, true);
    // Somebody else's: of the audience that sees it.
    for (const [audience, other] of sheets) {
      if (detail(key, other)) {
        see(audience);
        return open(key, true);
      }
    }
  }

  async function copy(text, button) {
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      // Where nothing may be copied, it is shown to be copied by hand.
      button.textContent = text;
      getSelection()?.selectAllChildren(button);
    }
    setTimeout(() => { button.textContent = said; }, 1500);
  }

  function place(at, button) {
    const [, path, line, column] = /^(.*):(\d+):(\d+)$/su.exec(at) || [];
    if (!path) return;
    if (typeof api.onPlace === "function") api.onPlace(path, Number(line), Number(column));
    // A page that is served has a script of its own for places.
    else if (button && !isServed) copy(`${path}:${line}`, button);
  }

  // ---- What a reader does ----------------------------------------------------------------------------------------

  const actions = {
    close,
    link: (button) => copy(location.href.split("#")[0] + "#" + encodeURIComponent(shown).replaceAll("%2F", "/"), button),
    fit: () => { state.fits = !state.fits; state.zoom = 1; size(); },
    whole: () => { state.fits = false; state.zoom = 1; size(); },
    smaller: () => zoom(1 / 1.15),
    larger: () => zoom(1.15),
    clear: () => {
      Object.assign(state, { owner: "", channel: "", severity: "", query: "" });
      state.hidden.clear();
      if (field("search")) field("search").value = "";
      apply();
    },
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("button");
    if (button) {
      if (button.dataset.do in actions) actions[button.dataset.do](button);
      else if (button.classList.contains("place")) place(button.dataset.at, button);
      return;
    }
    const menu = $(".menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    const link = event.target.closest("a");
    if (link) {
      // Again where one is already: nothing would change, so nothing would be heard.
      if (link.hash && link.hash === location.hash && link.pathname === location.pathname) follow();
      // Going there takes the focus away before anything else is heard.
      else if (link.hash && aside?.hidden) before = link;
      return;
    }
    if (getSelection()?.type === "Range") return;
    const go = event.target.closest("[data-go]")?.dataset.go;
    const item = event.target.closest("#\\~map .i[id]");
    const key = go || item?.id;
    if (!key || !detail(key)) return;
    event.preventDefault();
    if (aside.hidden) before = $("a[dir]", item ?? document.getElementById(key)) ?? null;
    if (location.hash === "#" + encode(key)) follow();
    else location.hash = encode(key);
  });

  const encode = (key) => key.split("/").map(encodeURIComponent).join("/");

  document.addEventListener("dblclick", (event) => {
    const item = event.target instanceof Element && event.target.closest("[data-at]");
    if (item && typeof api.onPlace === "function") place(item.dataset.at);
  });

  document.addEventListener("keydown", (event) => {
    const field_ = field("search");
    if (event.key === "Escape") {
      const menu = $(".menu[open]");
      if (menu) { menu.open = false; $("summary", menu).focus(); }
      else if (event.target === field_ && state.query) { field_.value = ""; state.query = ""; search(true); }
      else close();
      return;
    }
    if (event.key === "Enter" && event.target === field_) {
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
      return;
    }
    const types = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !types && !event.ctrlKey && !event.metaKey && !event.altKey && field_) {
      event.preventDefault();
      field_.focus();
      field_.select();
    }
  });

  const searches = after(80, () => search(true));
  tools?.addEventListener("input", (event) => {
    const { name, value, checked } = event.target;
    if (name === "search") { state.query = value; searches(); }
    else if (name === "lane") { checked ? state.hidden.delete(value) : state.hidden.add(value); apply(); }
    else if (name === "audience") see(value);
    else if (name in state) { state[name] = value; narrow(); apply(); }
  });

  addEventListener("hashchange", follow);
  addEventListener("resize", after(60, () => { if (state.fits) size(); }));

  // ---- Paper -----------------------------------------------------------------------------------------------------

  // Stages on a page.
  const ACROSS = 5;

  addEventListener("beforeprint", () => {
    const table = $("#\\~map > table");
    const count = table ? $$(".stages > th", table).length : 0;
    if (!count) return;
    const pages = document.createElement("div");
    pages.className = "sheets";
    for (let first = 0; first < count; first += ACROSS) {
      const last = Math.min(first + ACROSS, count);
      const page = table.cloneNode(false);
      page.removeAttribute("style");
      const columns = document.createElement("colgroup");
      const name = document.createElement("col");
      const rest = document.createElement("col");
      name.className = "name";
      rest.span = last - first;
      columns.append(name, rest);
      page.append(columns);
      for (const part of $$(":scope > thead, :scope > tbody", table)) {
        const copy = part.cloneNode(false);
        for (const row of part.rows) copy.append(cut(row, first, last));
        page.append(copy);
      }
      for (const known of $$("[id]", page)) known.removeAttribute("id");
      pages.append(page);
    }
    map().append(pages);
    root.classList.add("printed");
  });

  addEventListener("afterprint", () => {
    $$(".sheets").forEach((it) => it.remove());
    root.classList.remove("printed");
  });

  /** The cells of a row that belong to the stages from `first` to before `last`, and the one that names it. */
  function cut(row, first, last) {
    const copy = row.cloneNode(false);
    let at = -1;
    for (const cell of row.cells) {
      const end = at + cell.colSpan;
      const part = at < 0 ? 1 : Math.min(end, last) - Math.max(at, first);
      if (part > 0) {
        const own = cell.cloneNode(true);
        if (own.colSpan !== part) own.colSpan = part;
        copy.append(own);
      }
      at = end;
    }
    return copy;
  }

  // ---- What has changed ------------------------------------------------------------------------------------------

  const keyOf = (node) => node.nodeType === 1 ? node.id || node.dataset?.k || node.dataset?.of || "" : "";
  const isAlike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
  const lit = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".i, .measure, .way, td, th, dd, li, h1, tr");

  /** Makes `old` what `fresh` is, keeping every node that can stay. What is not as it was goes into `changed`. */
  function morph(old, fresh, changed) {
    if (old.nodeType === 3) {
      if (old.data !== fresh.data) { old.data = fresh.data; note(old, changed); }
      return;
    }
    if (old.nodeType !== 1) return;
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !(name === "open" || name === "hidden")) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) === value || name === "hidden") continue;
      old.setAttribute(name, value);
      if (name === "class" && fresh.classList.contains("i")) isNarrow = true;
      if (name === "d" || name === "y" || name === "x" || name === "width") note(old, changed);
    }
    if (old.nodeName === "TEMPLATE") { old.content.replaceChildren(...fresh.content.childNodes); return; }
    children(old, [...fresh.childNodes], changed);
  }

  function children(old, fresh, changed) {
    const keyed = new Map();
    for (const child of old.childNodes) {
      const key = keyOf(child);
      if (key && !keyed.has(key)) keyed.set(key, child);
    }
    const wanted = new Set(fresh.map(keyOf).filter(Boolean));
    let at = old.firstChild;
    for (const child of fresh) {
      const key = keyOf(child);
      // What has a key and is not wanted any more would only be in the way.
      while (at && keyOf(at) && !wanted.has(keyOf(at))) { const gone = at; at = at.nextSibling; gone.remove(); }
      let same = key ? keyed.get(key) : at && isAlike(at, child) ? at : null;
      if (same && same.nodeName !== child.nodeName) same = null;
      if (same) {
        if (same === at) at = at.nextSibling;
        else old.insertBefore(same, at);
        morph(same, child, changed);
        continue;
      }
      const added = document.importNode(child, true);
      old.insertBefore(added, at);
      if (at && !keyOf(at) && !key) { const gone = at; at = at.nextSibling; gone.remove(); }
      if (added.nodeType === 1 || added.data.trim()) note(added, changed);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }

  function note(node, changed) {
    const item = lit(node);
    if (item) changed.add(item);
  }

  /** Shows the page that `text` is, keeping the place, what is open, and what the reader has set. */
  function refresh(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const changed = new Set();
    document.title = fresh.title;
    for (const name of ["lang", "dir", "style"]) {
      const value = fresh.documentElement.getAttribute(name);
      value === null ? root.removeAttribute(name) : root.setAttribute(name, value);
    }
    const pages = $("main", fresh);
    if (!pages || !main) return;
    const places = [...$$(".map, .wide, aside")].map((it) => [it, it.scrollLeft, it.scrollTop]);
    const view = [scrollX, scrollY];
    const hadTools = !!tools, hasTools = !!$("main > .tools", fresh);
    if (hadTools !== hasTools || !tools) {
      // Another kind of page: the one of all journeys.
      children(main, [...pages.childNodes], changed);
    } else {
      morph(tools, $("main > .tools", fresh), new Set());
      tools.querySelector("summary") && field("search") && (field("search").value = state.query);
      const audience = sheet().dataset.audience;
      const all = new Map([["", $("main > .sheet:not(template)", fresh)]]);
      for (const template of $$("main > template.sheet", fresh)) {
        all.set(template.dataset.audience, template.content.firstElementChild);
      }
      const first = all.get("");
      all.delete("");
      all.set(first.dataset.audience, first);
      sheets.clear();
      for (const [name, other] of all) if (name !== audience) sheets.set(name, other);
      if (all.has(audience)) morph(sheet(), all.get(audience), changed);
      else {
        state.audience = first.dataset.audience;
        sheets.delete(first.dataset.audience);
        sheet().replaceWith(document.adoptNode(first));
      }
    }
    const crumbs = $(".crumbs", fresh);
    if (crumbs && $(".crumbs")) morph($(".crumbs"), crumbs, new Set());
    apply();
    for (const [it, left, top] of places) { it.scrollLeft = left; it.scrollTop = top; }
    scrollTo(...view);
    if (shown) detail(shown) ? open(shown) : close();
    for (const item of changed) item.classList.add("changed");
    setTimeout(() => changed.forEach((item) => item.classList.remove("changed")), 1500);
  }

  gather();
  apply();
  if (location.hash.length > 1) follow();
  // A browser goes to what an address names by itself, when all is there, and would leave it under the tools.
  addEventListener("load", () => setTimeout(() => {
    const item = shown && document.getElementById(shown);
    if (item) show(item);
  }));
})();
