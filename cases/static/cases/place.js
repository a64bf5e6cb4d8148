// Forms that open in the page they belong to. Without scripts each is a page of its own, and so it is
// whenever the server answers something that is no form.
"use strict";

(() => {
  const opened = () => document.querySelector(".in-place > *");
  let opener = null;

  // One form at a time: another would hide or double what is being typed.
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.target.matches("[hx-get][hx-target='next .in-place']")) return;
    if (opened()) {
      event.preventDefault();
      opened().querySelector("input:not([type=hidden]), select, textarea")?.focus();
    } else {
      opener = event.target;
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const form = event.target.closest?.(".in-place") ?? event.detail.elt?.closest?.(".in-place");
    if (!form?.firstElementChild) return;
    document.querySelector(".sheet:popover-open")?.hidePopover();
    form.closest("details")?.setAttribute("open", "");
    const place = form.querySelector("[data-focus], input:not([type=hidden]), select, textarea");
    (place ?? form.querySelector("h3"))?.focus();
  });

  document.addEventListener("click", (event) => {
    const cancel = event.target.closest?.(".in-place .button-row a");
    if (!cancel || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    cancel.closest(".in-place").replaceChildren();
    opener?.focus();
  });

  // Where an address leads into a fold, it opens: not every browser does so by itself.
  const unfold = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    if (place && !place.checkVisibility()) {
      for (let fold = place; (fold = fold.parentElement?.closest("details")); ) fold.open = true;
      place.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  document.addEventListener("htmx:responseError", (event) => {
    const source = event.detail.elt;
    if (source.matches?.(".in-place form")) source.submit();
    else if (source.matches?.("[hx-target='next .in-place']")) location.assign(source.href);
  });
})();
