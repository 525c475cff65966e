// What a page does while `journey preview` serves it: it takes in a new map when there is one, shows what is wrong over
// the last good one, says so when nobody is there any more, and opens places in an editor.
//
// The server tells the version of each page. A page whose version is another is fetched again; where it has moved, the
// server leads there. One tab of a browser listens and tells the others, since a browser keeps six connections to one
// server and no more. Everything that came from a file is put in as text.
"use strict";

(() => {
  const BASE = (location.pathname.match(/^\/~[0-9a-f]{32}\//) ?? ["/"])[0];
  const NAME = `journey-preview ${BASE}`;
  const BLANK = document.documentElement.dataset.blank;

  /** How often it is looked whether all is well, and how long nothing may be heard, in milliseconds. */
  const LOOK = 1000;
  const PATIENCE = 12000;
  const FIRST_TRY = 200;

  /** What was told last, and whether nobody tells any more. */
  let told = null;
  let isLost = false;
  /** The version of the page that is shown, once it is known, and whether there is none any more. */
  let shown;
  let isGone = false;

  // ── listening ──────────────────────────────────────────────────────────────────────────────────────────────────

  const others = new BroadcastChannel(NAME);
  let source = null;
  let isLeading = false;
  let heardAt = 0;

  function connect() {
    source?.close();
    heardAt = Date.now();
    source = new EventSource(`${BASE}events`);
    source.onmessage = (event) => {
      heardAt = Date.now();
      tell({ state: JSON.parse(event.data) });
    };
    source.addEventListener("beat", () => { heardAt = Date.now(); });
    source.onerror = lose;
  }

  function lose() {
    source?.close();
    source = null;
    if (!isLost) setTimeout(retry, FIRST_TRY);
    tell({ lost: true });
  }

  /** Tries again, unless it is being tried. A tab that is not seen is slow at it, and is asked by those that are. */
  function retry() {
    if (isLeading && !source) connect();
    if (!isLeading) others.postMessage({ retry: true });
  }

  function tell(message) {
    others.postMessage(message);
    hear(message);
  }

  others.onmessage = ({ data }) => {
    if (data.retry) retry();
    else if (data.hello) greet();
    else hear(data);
  };

  /** Tells a new tab what was heard. */
  function greet() {
    if (isLeading && told) others.postMessage(isLost ? { lost: true } : { state: told });
  }

  setInterval(() => {
    if (isLeading && source && Date.now() - heardAt > PATIENCE) lose();
    if (isLost && !document.hidden) retry();
  }, LOOK);
  for (const awake of ["visibilitychange", "online", "pageshow"]) {
    addEventListener(awake, () => { if (isLost) retry(); });
  }

  function lead() {
    isLeading = true;
    connect();
    return new Promise(() => {});
  }
  // There are none where the address is neither of this machine nor secret.
  if (navigator.locks) navigator.locks.request(NAME, lead);
  else lead();
  others.postMessage({ hello: true });

  // ── showing ────────────────────────────────────────────────────────────────────────────────────────────────────

  function hear({ lost, state }) {
    isLost = Boolean(lost);
    if (state) told = state;
    draw();
    if (state) update();
  }

  /** The path of this page, as the server knows it. */
  const path = () => `/${decodeURIComponent(location.pathname.slice(BASE.length))}`;

  let isUpdating = false;

  /** Fetches the page until it is the one that was told of last. */
  async function update() {
    if (isUpdating) return;
    isUpdating = true;
    try {
      while (await step());
    } catch {
      // Whoever does not answer does not tell anything either, which is noticed there.
    } finally {
      isUpdating = false;
    }
    draw();
  }

  /** Tells whether there may be more to do. */
  async function step() {
    const version = told.pages[path()];
    if (version !== undefined && version === (BLANK ?? shown)) {
      isGone = false;
      return false;
    }
    if (version !== undefined && BLANK !== undefined) {
      location.reload();
      return false;
    }
    if (version?.startsWith("blank")) {
      // A server that started when there were mistakes already has no map; this page has the last good one.
      if (told.state === "fine") location.reload();
      return false;
    }
    const before = told;
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.redirected) {
      history.replaceState(null, "", new URL(answer.url).pathname + location.search + location.hash);
      if (BLANK !== undefined) location.reload();
    }
    if (answer.ok) {
      window.journeyMap.refresh(await answer.text());
      shown = before.pages[path()];
      isGone = false;
    } else {
      shown = undefined;
      isGone = BLANK === undefined;
    }
    return told !== before;
  }

  // ── drawing ────────────────────────────────────────────────────────────────────────────────────────────────────

  const SHAPES = {
    fine: ["#1f6f5c", "M2 6c3 0 3 5 6 5s3-7 6-7"],
    mistakes: ["#b3261e", "M8 3v6M8 12.5v.1"],
    lost: ["#6b7280", "M4 4l8 8M12 4l-8 8"],
  };

  /** A small picture of a state: its shape says the same as its colour. */
  function icon(state) {
    const [color, shape] = SHAPES[state];
    const picture =
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="${color}"/>` +
      `<path d="${shape}" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`;
    return `data:image/svg+xml,${encodeURIComponent(picture)}`;
  }

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const host = make("journey-live");
  const root = host.attachShadow({ mode: "open" });
  const lostCard = make("p", { className: "card lost", hidden: true }, "Connection lost, trying again");
  const goneCard = make("p", { className: "card gone", hidden: true },
    "This journey is not there any more. ", make("a", { href: BASE }, "All journeys"));
  const saidCard = make("p", { className: "card said", hidden: true });
  const summary = make("button", { className: "summary", type: "button", ariaLive: "polite" });
  const list = make("ol");
  const reports = make("section", { className: "card reports", hidden: true }, summary, list);
  const status = make("div", { role: "status", className: "status" }, saidCard, goneCard, lostCard);
  const stack = make("div", { className: "stack" }, status, reports);
  root.append(make("link", { rel: "stylesheet", href: "/live.css" }), stack);
  document.body.append(host);

  /** Whether the reports are open; as it seems right, until somebody says otherwise. */
  let isOpen = null;
  summary.onclick = () => {
    isOpen = !reports.classList.contains("open");
    draw();
  };

  let drawn = null;

  function draw() {
    lostCard.hidden = !isLost;
    goneCard.hidden = !isGone;
    const state = isLost ? "lost" : told?.state ?? "fine";
    if (document.documentElement.dataset.live !== state) {
      document.documentElement.dataset.live = state;
      const link = document.querySelector("link[rel=icon]") ?? make("link", { rel: "icon" });
      link.href = icon(state);
      document.head.append(link);
    }
    if (!told) return;
    const wrong = told.reports.some(({ severity }) => severity === "error");
    if (told.reports.length === 0) isOpen = null;
    reports.hidden = told.reports.length === 0;
    reports.classList.toggle("error", wrong);
    reports.classList.toggle("open", isOpen ?? wrong);
    summary.setAttribute("aria-expanded", String(isOpen ?? wrong));
    if (drawn === told) return;
    drawn = told;
    summary.textContent = counted(told);
    list.replaceChildren(...told.reports.map(report));
  }

  /** `2 errors, 1 warning` */
  function counted({ reports, more }) {
    const counts = ["error", "warning", "note"].map((severity) => {
      const count = reports.filter((report) => report.severity === severity).length;
      return count && `${count} ${severity}${count === 1 ? "" : "s"}`;
    });
    return [...counts.filter(Boolean), ...(more ? [`${more} more`] : [])].join(", ");
  }

  function report({ severity, code, message, at, details }) {
    const head = make("p", { className: severity },
      make("span", { className: "code" }, code ? `${severity}[${code}]` : severity), `: ${message}`);
    const item = make("li", {}, head);
    if (at) item.append(place(at));
    if (details) item.append(make("pre", { dir: "ltr" }, details));
    return item;
  }

  // ── places ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Something to click on that opens a place. */
  function place(at) {
    const address = addressOf(at);
    if (address) return make("a", { className: "place", href: address }, at);
    return make("button", { className: "place", type: "button", onclick: () => copy(at) }, at);
  }

  /** The address that opens `path:line:column` in the editor; none where there is no editor. */
  function addressOf(at) {
    const [, path, line, column] = at.match(/^(.*):(\d+):(\d+)$/s) ?? [];
    if (!told?.editor || path === undefined) return null;
    const values = { path: absolute(path), line, column };
    return told.editor.replace(/\{(path|line|column)\}/g, (_, name) => values[name]);
  }

  function absolute(path) {
    const parts = [];
    for (const part of (/^(\/|[A-Za-z]:\/)/.test(path) ? path : `${told.root}/${path}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(encodeURIComponent(part));
    }
    return `/${parts.join("/")}`;
  }

  async function copy(at) {
    const text = at.replace(/:\d+$/, "");
    try {
      await navigator.clipboard.writeText(text);
      say(`Copied ${text}`);
    } catch {
      say(text);
    }
  }

  let saying;

  function say(words) {
    saidCard.textContent = words;
    saidCard.hidden = false;
    clearTimeout(saying);
    saying = setTimeout(() => { saidCard.hidden = true; }, 3000);
  }

  function openAt(at) {
    const href = addressOf(at);
    if (!href) return copy(at);
    const link = make("a", { href, hidden: true });
    root.append(link);
    link.click();
    link.remove();
  }

  const INSIDE = "a[href], button, summary, input, select, textarea, label";

  /** The place of what was clicked on: with Alt always, without it where the click has no other meaning. */
  function placeOf(event) {
    const element = event.target.closest?.("[data-at]");
    if (!element || event.altKey) return element?.dataset.at;
    const inner = event.target.closest(INSIDE);
    const hasMeaning = event.defaultPrevented || (inner && !(inner === element && inner.matches("button")));
    return hasMeaning || !getSelection().isCollapsed ? null : element.dataset.at;
  }

  addEventListener("click", (event) => {
    const at = event.altKey && event.button === 0 ? placeOf(event) : null;
    if (!at) return;
    event.preventDefault();
    event.stopPropagation();
    openAt(at);
  }, { capture: true });
  addEventListener("click", (event) => {
    const at = event.altKey || event.button !== 0 ? null : placeOf(event);
    if (at) openAt(at);
  });
})();
