// The page of the API: Swagger UI reads the description and acts with the session of the browser.
"use strict";

{
  const page = document.documentElement;
  const device = window.matchMedia("(prefers-color-scheme: dark)");
  // Dark where the pages are: as chosen here, else as the device prefers.
  const follow = () => {
    const chosen = page.dataset.theme;
    page.classList.toggle("dark-mode", chosen ? chosen === "dark" : device.matches);
  };
  device.addEventListener("change", follow);
  follow();
}

{
  const { description } = document.getElementById("swagger-ui").dataset;
  const own = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const COMPONENT = /^#\/components\/([^/]+)\/([^/]+)$/;

  // Puts into `part` the components that a piece of the description names, and those they name.
  const gather = (piece, whole, part) => {
    if (piece === null || typeof piece !== "object") return;
    for (const [key, value] of Object.entries(piece)) {
      const [, kind, name] = (key === "$ref" && COMPONENT.exec(value)) || [];
      if (!kind) {
        gather(value, whole, part);
      } else if (!part.components[kind]?.[name]) {
        part.components[kind] ??= {};
        part.components[kind][name] = whole.components[kind][name];
        gather(part.components[kind][name], whole, part);
      }
    }
  };

  // Of a description with hundreds of operations, what one place of it takes to be understood.
  const partOf = (whole, path) => {
    const { securitySchemes } = whole.components;
    const part = { ...whole, paths: {}, components: { securitySchemes } };
    let [from, to] = [whole, part];
    path.forEach((step, depth) => {
      from = from[step];
      to[step] = depth === path.length - 1 ? from : (to[step] ?? {});
      to = to[step];
    });
    gather(from, whole, part);
    return part;
  };

  // Read and resolved as a whole the description takes a browser half a minute.
  const inParts = () => ({
    statePlugins: {
      spec: {
        wrapActions: {
          parseToJson: (asYaml, system) => (text) => {
            let read;
            try {
              read = JSON.parse(text);
            } catch {
              return asYaml(text);
            }
            return system.specActions.updateJsonSpec(read);
          },
        },
      },
    },
    afterLoad: ({ fn }) => {
      const resolve = fn.resolveSubtree;
      fn.resolveSubtree = (whole, path, options) =>
        resolve(path.length ? partOf(whole, path) : whole, path, options);
    },
  });

  SwaggerUIBundle({
    url: description,
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [inParts],
    layout: "BaseLayout",
    deepLinking: true,
    // Folded up at first: hundreds of operations are slow to draw and hard to look over.
    docExpansion: "none",
    requestInterceptor: (request) => {
      if (!request.loadSpec) request.headers["X-CSRFToken"] = own;
      return request;
    },
  });
}
