// Keys for the hand that stays on the keyboard, the dialog that finds, the menu of commands.
// A key acts only outside of fields, without Ctrl, Alt or Meta, and never while an input method is
// composing (Telex, VNI, Thai, Burmese). A keyboard that types other letters is read by the place of
// the key. Whoever switched keys off keeps Ctrl+K, which no speech input types by mistake.
"use strict";

(() => {
  const byKey = document.body.dataset.keys === "on";
  const find = document.getElementById("find-dialog");
  const menu = document.getElementById("keys-dialog");
  const ROWS = "main tbody th[scope=row] a, main [data-rows] > li a:first-of-type";

  const nameOf = (event) => {
    if (/^[!-~]$/.test(event.key)) return event.key.toLowerCase();
    return /^Key[A-Z]$/.test(event.code) ? event.code.at(-1).toLowerCase() : event.key;
  };
  const typesText = (target) =>
    target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog");
  const rows = () => [...document.querySelectorAll(ROWS)].filter((link) => link.checkVisibility());
  const rowOf = (link) => link?.closest?.("tr, li");
  const atHand = () => rows().find((link) => rowOf(link)?.contains(document.activeElement));

  function move(step) {
    const links = rows();
    const now = links.indexOf(atHand());
    const next = links[now < 0 ? (step > 0 ? 0 : links.length - 1) : now + step];
    next?.focus();
    rowOf(next)?.scrollIntoView({ block: "nearest" });
  }

  function tick(link = atHand()) {
    const box = rowOf(link)?.querySelector("input[name=case]");
    box?.click();
    return box;
  }

  function press(selector) {
    const found = document.querySelector(selector);
    found?.click();
    return Boolean(found);
  }

  function advance() {
    const list = document.querySelector("[data-chosen]");
    if (!list) return press("main [data-key=a]");
    if (!list.querySelector("[name=case]:checked") && !tick()) return false;
    return press("[data-act=advance]");
  }

  function open(dialog) {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector("input[type=text]")?.select();
  }

  function candidate(selector) {
    const all = "[data-candidate]";
    const at = document.activeElement.closest(all) ?? document.querySelector(all);
    const found = at?.querySelector(selector) ?? (at && document.querySelector(selector));
    if (found?.matches("input:not([type=checkbox])")) found.focus();
    else found?.click();
  }

  const KEYS = {
    "/": () => (find ? open(find) : press("[data-key='/']")),
    "?": () => open(menu),
    n: () => press("[data-key=n]"),
    j: () => move(1),
    k: () => move(-1),
    o: () => candidate("[data-open], a"),
    e: () => candidate("[data-someone-else]"),
    x: () => tick(),
    "*": () => press("[data-all] input"),
    a: advance,
    p: () => press("[data-act=print]"),
    u: () => press("[data-act=undo]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (menu && (event.ctrlKey || event.metaKey) && !event.altKey && nameOf(event) === "k") {
      event.preventDefault();
      open(menu);
      return;
    }
    if (!byKey || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
    const act = KEYS[nameOf(event)];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });

  if (!menu) return;
  const field = menu.querySelector("input");
  const list = menu.querySelector("[data-commands]");
  const fold = (words) =>
    words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const commands = () =>
    [...document.querySelectorAll(".nav a, .views a, .actions a, main [data-act], .band-links a")]
      .map((source) => ({ source, words: source.textContent.trim().replace(/\s+/g, " ") }))
      .filter(({ words }, n, all) => words && all.findIndex((one) => one.words === words) === n);

  function show() {
    const asked = fold(field.value.trim());
    const found = commands().filter(({ words }) => fold(words).includes(asked)).slice(0, 6);
    list.replaceChildren(
      ...found.map(({ source, words }) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.className = "bare";
        button.type = "button";
        button.textContent = words;
        button.addEventListener("click", () => {
          menu.close();
          source.click();
        });
        item.append(button);
        return item;
      }),
    );
    menu.querySelector("[data-none]").hidden = found.length > 0;
  }

  field.addEventListener("input", show);
  menu.addEventListener("toggle", show);
  menu.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    if (event.key === "Enter" && event.target === field && !event.isComposing) {
      event.preventDefault();
      buttons[0]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const now = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (buttons[now] ?? field).focus();
    }
  });
  show();
  for (const opener of document.querySelectorAll("[data-open-keys]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => open(menu));
  }
})();
