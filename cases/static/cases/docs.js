// Lets Swagger UI be dark where the pages are: as chosen here, else as the device prefers.
"use strict";

{
  const page = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const chosen = page.dataset.theme;
    page.classList.toggle("dark-mode", chosen ? chosen === "dark" : device.matches);
  };
  device.addEventListener("change", follow);
  follow();
}
