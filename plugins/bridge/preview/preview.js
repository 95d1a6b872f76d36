// Reloads the page when the portal has been built anew; shows what keeps it from being built.
(() => {
  "use strict";
  const { version, events } = document.currentScript.dataset;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    section {
      position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 45vh; overflow: auto;
      padding: 4px 16px 12px; border-top: 4px solid #b3261e; background: #fff; color: #1c1b1f;
      box-shadow: 0 -4px 24px #0005; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
    }
    header {
      display: flex; gap: 16px; align-items: start; justify-content: space-between; position: sticky; top: -4px;
      padding: 8px 0; background: inherit;
    }
    p { margin: 0; font-weight: 600; }
    ol { margin: 0; padding-left: 24px; }
    li { margin-top: 6px; white-space: pre-line; }
    button {
      flex: none; min-height: 32px; padding: 2px 14px; border: 1px solid; border-radius: 4px; background: none;
      color: inherit; font: inherit; cursor: pointer;
    }
    @media (prefers-color-scheme: dark) {
      section { border-color: #f2726a; background: #211f26; color: #e6e1e5; }
    }
    @media print { section { display: none; } }
  `);
  let line = null;
  let box = null;

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };

  const show = (text, problems) => {
    box?.remove();
    box = null;
    if (!text) return;
    box = element("div");
    box.lang = "vi";
    const button = element("button", "Ẩn");
    button.type = "button";
    button.addEventListener("click", () => box.remove());
    const section = element("section", element("header", element("p", text), button));
    section.setAttribute("role", "alert");
    if (problems.length) section.append(element("ol", ...problems.map((problem) => element("li", problem))));
    const inside = box.attachShadow({ mode: "open" });
    inside.adoptedStyleSheets = [sheet];
    inside.append(section);
    document.documentElement.append(box);
  };

  // A browser opens six lines to one place at most: only the page that is looked at listens.
  const listen = () => {
    line?.close();
    line = null;
    if (document.visibilityState !== "visible") return;
    line = new EventSource(events);
    line.onmessage = (message) => {
      const told = JSON.parse(message.data);
      if (String(told.version) === version) show(told.text, told.problems);
      else location.reload();
    };
  };

  addEventListener("pageshow", listen);
  document.addEventListener("visibilitychange", listen);
})();
