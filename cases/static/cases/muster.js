// A head count that goes on without a network. A tap is kept on the telephone, encrypted, before the
// page shows it; it is sent in order, under a key of its own, and stays until the server has
// answered for it. Without this the page is an ordinary form. See muster-store.js on what is kept.
import { Store } from "./muster-store.js";
import { Strangers } from "./muster-strangers.js";

const WAITS = [2, 5, 10, 20, 40, 60];
const AT_ONCE = 50;
const PATIENCE = 20000;

const root = document.querySelector("[data-muster]");
const words = root.dataset;
const NUMBER = /^[a-z]{2,6}-[0-9]{4}-[0-9]{5,9}$/i;
const address = words.address;
const find = (name) => root.querySelector(`[data-${name}]`);
const list = find("people");
const said = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
const labels = () =>
  Object.fromEntries([...find("person").content.querySelectorAll("button[data-code]")].map((row) => [row.dataset.code, row.textContent]));

let store, sheet, csrf, tries = 0, timer, sending = false, isOut = false;
const refusals = [];
const strangers = new Strangers(find("strangers"), find("stranger-line"), { unsent: words.unsent, noCase: words.noCase });

class LoggedOut extends Error {}

async function asked(path, options = {}) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address + path, { redirect: "manual", signal: stop.signal, headers: { "X-CSRFToken": csrf ?? "", "Content-Type": "application/json" }, ...options });
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new LoggedOut();
    return answer;
  } finally {
    clearTimeout(patience);
  }
}

// The people.

async function fetched() {
  const answer = await asked("people/");
  if (!answer.ok) throw new Error(String(answer.status));
  const found = await answer.json();
  csrf = found.csrf;
  await store.take(found);
  sheet = { people: found.people, strangers: found.strangers, shift: Date.parse(found.now) - Date.now(), isOpen: found.is_open };
  await store.keep(sheet);
  isOut = false;
}

function lineOf(person) {
  const line = find("person").content.firstElementChild.cloneNode(true);
  line.id = line.dataset.case = person.case;
  line.dataset.position = person.position || "";
  line.dataset.seat = person.seat;
  line.dataset.codes = person.code;
  line.querySelector(".muster-place").textContent = person.position || "+";
  line.querySelector("[data-name]").textContent = person.name;
  line.querySelector("[data-where]").textContent = [person.case, person.seat].filter(Boolean).join(" · ");
  line.querySelector("[role=group]").setAttribute("aria-label", person.name);
  for (const button of line.querySelectorAll("button")) button.value = `${person.case} ${button.dataset.code}`;
  return line;
}

function shown(line, person) {
  const mark = person.mark;
  line.dataset.mark = mark;
  for (const button of line.querySelectorAll("button[data-code]")) button.setAttribute("aria-pressed", String(button.dataset.code === mark));
  const state = line.querySelector("[data-state]");
  state.textContent = person.question ? words.asked : (labels()[mark] ?? words.unmarked);
  state.className = `tag${person.question ? " is-stop" : mark === "present" ? " is-good" : mark === "refused" ? " is-wait" : mark ? " is-stop" : ""}`;
  const question = line.querySelector("[data-question]");
  question.textContent = person.question;
  question.hidden = !person.question;
  line.querySelector("[data-last]").textContent = person.last ?? "";
}

function draw() {
  strangers.draw(sheet.strangers);
  const known = new Map([...list.children].map((line) => [line.dataset.case, line]));
  for (const person of sheet.people) {
    let line = known.get(person.case);
    if (!line) list.append((line = lineOf(person)));
    else if (line.querySelector("[data-name]").textContent !== person.name) {
      const named = lineOf(person);
      line.replaceWith(named);
      line = named;
    }
    shown(line, person);
    known.delete(person.case);
  }
  for (const line of known.values()) line.remove();
  progress();
  narrow();
}

function progress() {
  const expected = sheet.people.filter((person) => !person.is_extra);
  const present = expected.filter((person) => person.mark === "present" && !person.question).length;
  const left = expected.filter((person) => !person.mark || person.question).length;
  find("progress").textContent = said(words.present, { n: present, all: expected.length, left });
}

function narrow() {
  const text = fold(find("find").value.trim());
  const isCode = text.split("/").filter(Boolean).at(-1) ?? "";
  const missing = find("missing").checked;
  const order = find("order").value;
  const key = (line) => (order === "name" ? fold(line.querySelector("[data-name]").textContent).split(" ").at(-1) : (line.dataset[order] || "~").padStart(6, "0"));
  const lines = [...list.children].sort((one, other) => key(one).localeCompare(key(other)) || Number(one.dataset.position) - Number(other.dataset.position));
  for (const line of lines) {
    const hay = fold(`${line.dataset.position} ${line.textContent}`);
    const fits = !text || /^\d+$/.test(text) ? !text || line.dataset.position === text || fold(line.dataset.seat) === text : hay.includes(text) || line.dataset.codes === isCode;
    line.hidden = !fits || (missing && line.dataset.mark === "present");
  }
  if (lines.some((line, place) => list.children[place] !== line)) list.append(...lines);
}

// A tap.

const now = () => new Date(Date.now() + (sheet.shift ?? 0)).toISOString();

async function tapped(person, mark) {
  const item = { case: person.case, mark, key: crypto.randomUUID(), seen_at: now() };
  await store.add(item);
  Object.assign(person, { mark, question: "", last: "" });
  await told();
  shown(list.querySelector(`[data-case="${CSS.escape(person.case)}"]`), person);
  progress();
  send();
}

// Somebody who stands in no list: by the number of her case, or without one.

function inAddition(number) {
  const person = { position: 0, name: number, case: number, seat: "", code: "", mark: "", question: "", last: "", is_extra: true, is_guess: true };
  sheet.people.push(person);
  return person;
}

async function added(form) {
  const number = form.elements.mark.value.trim().toUpperCase();
  const error = find("add-error");
  error.hidden = NUMBER.test(number);
  error.textContent = error.hidden ? "" : words.badNumber;
  if (!error.hidden) return form.elements.mark.focus();
  const person = sheet.people.find((row) => row.case === number) ?? inAddition(number);
  draw();
  await tapped(person, "present");
  form.reset();
}

async function takenDown(form) {
  const { stranger, sex, words: said } = form.elements;
  const label = sex.value === "u" ? "" : sex.selectedOptions[0].textContent;
  const item = { kind: "stranger", name: stranger.value.trim(), sex: sex.value, label, words: said.value.trim(), key: crypto.randomUUID(), seen_at: now() };
  if (!item.name) return stranger.focus();
  await store.add(item);
  await told();
  sheet.strangers = [...(sheet.strangers ?? []), strangers.waiting(item)];
  strangers.draw(sheet.strangers);
  form.reset();
  send();
}

async function told() {
  const { count, others } = await store.waiting();
  const line = find("waits");
  const parts = [count ? said(words.waiting, { n: count }) : words.waitingNone];
  if (others) parts.push(said(words.others, { n: others }));
  if (isOut) parts.push(count ? words.out : words.outNow);
  line.textContent = parts.join(" ");
  line.toggleAttribute("data-some", count > 0);
  find("login").hidden = !isOut;
  find("refused").replaceChildren(...refusals.map((why) => Object.assign(document.createElement("li"), { textContent: said(words.notTaken, { why }) })));
}

// Sending: one page at a time, in order, until everything was answered.

function send() {
  clearTimeout(timer);
  if (sending || isOut) return;
  sending = true;
  navigator.locks.request(`muster-${words.muster}`, sendAll).then(
    async () => {
      sending = false;
      tries = 0;
      // A tap between the last look and the end of sending found it still at work.
      if ((await store.waiting()).items.length) send();
    },
    (fault) => {
      sending = false;
      if (fault instanceof LoggedOut) return out();
      timer = setTimeout(send, WAITS[Math.min(tries++, WAITS.length - 1)] * 1000);
    },
  );
}

async function sendAll() {
  let most = AT_ONCE;
  for (;;) {
    const { items } = await store.waiting();
    const kind = items[0]?.kind ?? "";
    const end = items.findIndex((item) => (item.kind ?? "") !== kind);
    const some = items.slice(0, end < 0 ? most : Math.min(end, most));
    if (!some.length) return told();
    if (!csrf) { await fetched(); await again(); }
    const rows = some.map(({ id: _id, kind: _kind, label: _label, ...row }) => row);
    const where = kind ? "strangers" : "marks";
    const answer = await asked(`${where}/`, { method: "POST", body: JSON.stringify({ [where]: rows }) });
    if (answer.status === 403) csrf = null;
    if (answer.status === 422 && some.length > 1) {
      // One of them cannot be kept: found by sending each alone, so that it holds nobody up.
      most = 1;
      continue;
    }
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const { answers } = answer.ok ? await answer.json() : { answers: [{ key: some[0].key, result: "refused", why: words.faulty }] };
    const byKey = new Map(answers.map((row) => [row.key, row]));
    const done = some.filter((item) => byKey.has(item.key));
    if (!done.length) throw new Error("no answer");
    for (const item of done) heard(item, byKey.get(item.key));
    await store.settle(done.map((item) => item.id), sheet);
    draw();
    await told();
    if (kind || done.some((item) => sheet.people.find((row) => row.case === item.case)?.is_guess)) {
      // The server says how they are called, who took them down, what can be done.
      await fetched();
      await again();
      draw();
    }
  }
}

function heard(item, { result, why }) {
  if (item.kind) {
    if (result !== "refused") return;
    refusals.push(`${item.name}: ${why}`);
    sheet.strangers = sheet.strangers.filter((row) => row.key !== item.key);
    return;
  }
  const person = sheet.people.find((row) => row.case === item.case);
  if (result === "refused") {
    refusals.push(`${item.case}: ${why}`);
    if (person?.is_guess) sheet.people = sheet.people.filter((row) => row !== person);
  } else if (person) {
    person.mark = item.mark;
    if (result === "conflict") person.question = words.asked;
  }
}

async function out() {
  isOut = true;
  await store.shut();
  list.replaceChildren();
  strangers.draw([]);
  find("progress").textContent = "";
  await told();
}

// The page without a network: a worker for this one address, its empty shell and its files.

async function atHand() {
  await navigator.serviceWorker.register(`${address}worker.js`, { scope: address });
  const shell = await asked("shell/");
  if (!shell.ok) return;
  const page = new DOMParser().parseFromString(await shell.clone().text(), "text/html");
  const files = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((row) => row.getAttribute("href") ?? row.getAttribute("src"));
  const icon = page.querySelector("svg use")?.getAttribute("href")?.split("#")[0];
  const cache = await caches.open(`muster:${address}`);
  await cache.put(`${address}shell/`, shell);
  await cache.addAll([...new Set([...files, icon, ...["./muster-store.js", "./muster-strangers.js"].map((name) => new URL(name, import.meta.url).pathname)].filter(Boolean))]);
}

async function again() {
  const { items } = await store.waiting();
  for (const item of items) {
    if (item.kind) {
      if (!(sheet.strangers ?? []).some((row) => row.key === item.key)) sheet.strangers = [...(sheet.strangers ?? []), strangers.waiting(item)];
      continue;
    }
    const person = sheet.people.find((row) => row.case === item.case) ?? inAddition(item.case);
    Object.assign(person, { mark: item.mark, question: "", last: "" });
  }
}

async function start() {
  try {
    store = await Store.of(words.muster);
  } catch {
    find("bar").hidden = false;
    find("waits").textContent = words.unkept;
    return;
  }
  find("bar").hidden = false;
  try {
    await fetched();
  } catch (fault) {
    if (fault instanceof LoggedOut) return out();
    if (!(await store.open()) || !(sheet = await store.sheet())) {
      isOut = true;
      list.replaceChildren();
      strangers.draw([]);
      return told();
    }
  }
  await again();
  draw();
  await told();
  root.dataset.ready = "";
  // The progress says the same as it is now; these were counted when the page was made.
  if (find("figures")) find("figures").hidden = true;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-code]");
    const line = button?.closest("[data-case]");
    if (!line) return;
    event.preventDefault();
    const person = sheet.people.find((row) => row.case === line.dataset.case);
    tapped(person, button.dataset.code).catch(() => line.closest("form").requestSubmit(button));
  });
  for (const [name, act] of [["add", added], ["stranger", takenDown]]) {
    find(name)?.addEventListener("submit", (event) => {
      event.preventDefault();
      act(event.target).catch(() => event.target.submit());
    });
  }
  for (const name of ["find", "order", "missing"]) find(name).addEventListener("input", narrow);
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  window.addEventListener("online", () => { tries = 0; send(); });
  document.addEventListener("visibilitychange", () => document.hidden || send());
  send();
  if (csrf && navigator.serviceWorker) atHand().then(() => { root.dataset.atHand = ""; }, () => {});
}

if (window.indexedDB && crypto.subtle && navigator.locks) start();
