// What a script adds to a page that is complete without it: text size, print, share, and what `data-module` names.
// Words come from the page.

const SIZES = ["", "large", "larger"];
const KEY = "text-size";
const root = document.documentElement;

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // the reader's browser may forbid storage
  }
}

function remember(size) {
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // the size then holds for this page alone
  }
}

function step(tools, by) {
  const place = SIZES.indexOf(root.dataset.textSize) + by;
  if (!(place in SIZES)) return;
  root.dataset.textSize = SIZES[place];
  remember(SIZES[place]);
  markLimits(tools);
}

function markLimits(tools) {
  const place = SIZES.indexOf(root.dataset.textSize);
  tools.querySelector("[data-do=smaller]").setAttribute("aria-disabled", place === 0);
  tools.querySelector("[data-do=larger]").setAttribute("aria-disabled", place === SIZES.length - 1);
}

function share() {
  navigator.share({ title: document.title, url: location.href }).catch(() => {}); // the reader may close it again
}

function addTools(template) {
  const tools = template.content.firstElementChild.cloneNode(true);
  const actions = { smaller: () => step(tools, -1), larger: () => step(tools, 1), print: () => print(), share };
  if (!navigator.share) tools.querySelector("[data-do=share]").remove();
  tools.addEventListener("click", (event) => actions[event.target.closest("button")?.dataset.do]?.());
  markLimits(tools);
  template.replaceWith(tools);
}

root.dataset.textSize = SIZES.includes(remembered()) ? remembered() : "";
document.querySelectorAll("template[data-reading-tools]").forEach(addTools);
document.querySelectorAll("[data-module]").forEach(async (element) => {
  const module = await import(`./modules/${element.dataset.module}.js`);
  module.default(element);
});
