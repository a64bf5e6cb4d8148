// A new case on a bad network: what is typed is kept on the server as a draft, and a case that could
// not be sent stays on the page and is sent again under the same key, so that it is opened once.
// Nothing is stored in the browser. Without this the form is an ordinary form.
"use strict";

(() => {
  const QUIET = 3000;
  const AT_LATEST = 10000;
  const PATIENCE = 30000;
  const WAITS = [5, 10, 20, 40, 60];
  const AFTER_A_SCAN = 250;
  const BY_A_SCANNER = 3000;
  const WHOLE = ["44 44", "36 36", "30 30 30", "88", "72", "90"];
  let readTimer, codeBegan;
  let form, words, kept, firstChange, saveTimer, saving, sent, tries, retryTimer, leaves;

  const find = (name) => form.querySelector(`[data-${name}]`);
  // A photo is read by itself; it goes along with nothing else.
  const typed = () => {
    const all = new FormData(form);
    all.delete("photo");
    return new URLSearchParams(all);
  };
  const toKeep = () => {
    const body = typed();
    body.delete("mrz");
    return body;
  };
  const clock = () =>
    new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

  function start() {
    form = document.querySelector("form[data-intake]");
    if (!form) return;
    words = form.dataset;
    kept = toKeep().toString();
    firstChange = sent = leaves = undefined;
    form.addEventListener("input", changed);
    form.addEventListener("submit", submitted);
    find("try").addEventListener("click", again);
    form.elements.mrz.addEventListener("input", scanned);
  }

  // The code of a passport: a scanner types it, with Enter or Tab at the end. Once its lines are whole
  // it is read, and the page comes back filled in. No hand types so fast: what only a hand gets wrong
  // is not remarked then. What is pasted may have been typed elsewhere.

  function scanned({ target, inputType }) {
    clearTimeout(readTimer);
    if (inputType === "insertFromPaste") codeBegan = 0;
    else if (target.value.length < 2) codeBegan = Date.now();
    form.elements._by_machine.value = Date.now() - (codeBegan || 0) < BY_A_SCANNER ? "1" : "";
    const lines = target.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const width = lines.map((line) => line.length).join(" ");
    if (WHOLE.includes(width)) readTimer = setTimeout(read, AFTER_A_SCAN);
  }

  async function read(button) {
    clearTimeout(readTimer);
    clearTimeout(saveTimer);
    if (sent) return;
    const before = typed().toString();
    const photo = form.elements.photo?.files.length;
    const body = photo ? new FormData(form) : new URLSearchParams(before);
    body.set("_read", button?.value ?? "");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Stays": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.status >= 500 || !page.querySelector("main#content")) return tell(words.unread);
      // What was typed meanwhile is not lost.
      if (sent || typed().toString() !== before) return sent || read(button);
      put(page);
      if (!form) return;
      kept = "";
      changed();
      form.elements[find("next")?.dataset.next]?.focus();
    } catch {
      tell(words.unread);
    }
  }

  // The draft.

  function changed() {
    if (sent) return;
    firstChange ??= Date.now();
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, Math.max(0, Math.min(QUIET, firstChange + AT_LATEST - Date.now())));
  }

  async function save() {
    clearTimeout(saveTimer);
    firstChange = undefined;
    const body = toKeep();
    if (sent || body.toString() === kept) return;
    saving?.abort();
    saving = new AbortController();
    const mine = saving;
    try {
      const answer = await fetch(words.draft, {
        method: "POST", body, headers: { "X-Stays": "1" }, signal: mine.signal, keepalive: true,
      });
      if (answer.status === 204) {
        kept = body.toString();
        tell(`${words.saved} ${clock()}`);
      } else {
        tell(answer.status === 401 || answer.status === 403 ? words.out : words.unsaved);
        if (answer.status >= 500) changed();
      }
    } catch {
      if (mine.signal.aborted) return;
      tell(words.unsaved);
      changed();
    }
  }

  function tell(sentence) {
    if (form?.isConnected) find("told").textContent = sentence;
  }

  // Sending.

  function submitted(event) {
    event.preventDefault();
    if (event.submitter?.dataset.saves !== undefined) save();
    else if (event.submitter?.name === "_read") read(event.submitter);
    else if (!sent) {
      clearTimeout(saveTimer);
      saving?.abort();
      tell("");
      sent = typed();
      tries = 0;
      send();
    }
  }

  async function send() {
    show("sending");
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: sent, headers: { "X-Stays": "1" }, signal: stop.signal,
      });
      if (answer.status === 204) return go(answer.headers.get("X-Go-To"));
      if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return later();
      // A page that is not ours, such as the login of a hotel's network, is no answer.
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("main#content")) return later();
      put(page);
    } catch {
      later();
    } finally {
      clearTimeout(patience);
    }
  }

  function go(address) {
    leaves = true;
    location.assign(address);
  }

  function put(page) {
    document.title = page.title;
    document.body.replaceWith(page.body);
    window.htmx?.process(document.body);
    start();
    document.querySelector("[data-focus]")?.focus();
  }

  function later() {
    let left = WAITS[Math.min(tries++, WAITS.length - 1)];
    show("waiting");
    const count = find("count");
    const tick = () => {
      count.textContent = words.retry.replace("0", left);
      if (left-- <= 0) again();
    };
    tick();
    clearInterval(retryTimer);
    retryTimer = setInterval(tick, 1000);
  }

  function again() {
    clearInterval(retryTimer);
    send();
  }

  // What was sent may have arrived, so it is not changed until the answer is there.
  function show(state) {
    const waits = state === "waiting";
    for (const part of form.querySelectorAll("[data-fields]")) part.inert = true;
    const bar = find("unsent");
    if (waits && bar.hidden) {
      bar.hidden = false;
      bar.scrollIntoView({ block: "nearest" });
    }
    find("try").disabled = !waits;
    find("send").setAttribute("aria-busy", String(!waits));
    if (!waits) find("count").textContent = words.sending;
  }

  window.addEventListener("online", () => sent && !find("try").disabled && again());
  window.addEventListener("beforeunload", (event) => sent && !leaves && event.preventDefault());
  document.addEventListener("visibilitychange", () => document.hidden && form && save());
  start();
})();
