// Lists one works through: how many cases are ticked, all of them at once, a sheet for the printer.
// Everything here also works without: ticks and buttons are an ordinary form.
"use strict";

function tell(form) {
  const ticks = [...form.querySelectorAll("input[name=case]")];
  const count = ticks.filter((tick) => tick.checked).length;
  const words = form.querySelector("[data-count]");
  words.textContent = count ? `${words.dataset.some} ${count}` : words.dataset.none;
  form.querySelector(".chosen-bar").classList.toggle("is-used", count > 0);
  const all = form.querySelector("[data-all] input");
  all.checked = count > 0 && count === ticks.length;
  all.indeterminate = count > 0 && count < ticks.length;
}

function ready(root) {
  for (const form of root.querySelectorAll("[data-chosen]")) {
    form.querySelector("[data-all]").hidden = false;
    tell(form);
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-chosen]");
  if (!form) return;
  if (event.target.closest("[data-all]")) {
    for (const tick of form.querySelectorAll("input[name=case]")) tick.checked = event.target.checked;
  }
  tell(form);
});

// Results that were renewed are a new form.
document.addEventListener("htmx:load", (event) => ready(event.target.parentElement ?? document));
window.addEventListener("pageshow", () => ready(document));
ready(document);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
