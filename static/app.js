// Comfort only: every page works without this file.
"use strict";

// A form that is on its way is not sent a second time by an impatient click.
// aria-disabled (and not disabled) keeps the focus and the name and value of the button.
const release = (form) => {
  delete form.dataset.onderweg;
  for (const button of form.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.onderweg) {
    event.preventDefault();
    return;
  }
  form.dataset.onderweg = "1";
  if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  // A download leaves the page where it is, and a connection may fail.
  setTimeout(() => release(form), 8000);
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-onderweg]")) release(form);
});

// Characters left: <textarea id="x" data-max="500"> and <p data-tel-voor="x">.
// The sentences can be replaced by data-nog and data-over on the hint; {n} is the number.
for (const field of document.querySelectorAll("[data-max]")) {
  const hint = document.querySelector(`[data-tel-voor="${CSS.escape(field.id)}"]`);
  const max = Number(field.dataset.max);
  if (!hint || !(max > 0)) continue;
  const spoken = document.createElement("span");
  spoken.className = "vh";
  spoken.setAttribute("aria-live", "polite");
  hint.after(spoken);
  let wait;
  const count = () => {
    const left = max - [...field.value].length;
    const text = left < 0 ? hint.dataset.over || "{n} tekens te veel" : hint.dataset.nog || "Nog {n} tekens over";
    hint.textContent = text.replace("{n}", Math.abs(left));
    hint.classList.toggle("tel--over", left < 0);
  };
  field.addEventListener("input", () => {
    count();
    clearTimeout(wait);
    wait = setTimeout(() => (spoken.textContent = hint.textContent), 1000);
  });
  count();
}

// Suggestions while typing: <input data-suggesties="/api/v1/suggest?q=">. A list below the field (ARIA 1.2: combobox with
// a listbox); the focus stays in the field. Without this, or without a network, it is a field like any other.
for (const field of document.querySelectorAll("[data-suggesties]")) suggest(field);

function suggest(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-suggesties`;
  list.className = "suggesties plain";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggesties");
  list.hidden = true;
  const spoken = document.createElement("span");
  spoken.className = "vh";
  spoken.setAttribute("aria-live", "polite");
  field.after(list, spoken);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  let wait, request, current = -1, away = false;

  const mark = (index) => {
    current = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    clearTimeout(wait);
    request?.abort();
    list.hidden = true;
    list.replaceChildren();
    spoken.textContent = "";
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const choose = (index) => {
    field.value = list.children[index].dataset.tekst;
    close();
  };
  const show = (suggestions) => {
    const icons = { title: "briefcase", employer: "building-2", place: "map-pin" };
    list.replaceChildren(
      ...suggestions.map(({ text, kind }, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.dataset.tekst = text;
        const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        icon.setAttribute("class", "i");
        icon.setAttribute("aria-hidden", "true");
        const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
        use.setAttribute("href", `/static/icons.svg#i-${icons[kind] || "search"}`);
        icon.append(use);
        const words = document.createElement("span");
        words.textContent = text;
        option.append(icon, words);
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
    spoken.textContent =
      suggestions.length === 0 ? "" : suggestions.length === 1 ? "1 suggestie" : `${suggestions.length} suggesties`;
  };
  const ask = async () => {
    const typed = field.value.trim();
    request?.abort();
    if (typed.length < 2 || away || !navigator.onLine) return close();
    const own = (request = new AbortController());
    try {
      const answer = await fetch(field.dataset.suggesties + encodeURIComponent(typed), {
        signal: own.signal,
        credentials: "omit",
      });
      if (!answer.ok) throw new Error(answer.status);
      const { suggestions } = await answer.json();
      const others = suggestions.filter(({ text }) => text !== typed);
      if (own === request && document.activeElement === field && field.value.trim() === typed) show(others);
    } catch {
      if (own.signal.aborted) return;
      // No more questions to a network that does not answer, until it says that it is back.
      away = true;
      close();
    }
  };

  addEventListener("online", () => (away = false));
  field.addEventListener("input", (event) => {
    clearTimeout(wait);
    // While letters are still being composed there is no word yet.
    if (!event.isComposing) wait = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) return;
      if (count === 0) {
        if (event.key === "ArrowDown") ask();
        return;
      }
      event.preventDefault();
      // Beyond the ends is the field itself, with what was typed.
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(((current + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && current >= 0 && count > 0) {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape" && count > 0) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") close();
  });
  // A finger or mouse on the list leaves the focus where it is.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option));
  });
  // The browser's own list only while ours is not there: it also brings back what was typed, going back.
  field.addEventListener("focus", () => field.setAttribute("autocomplete", "off"));
  field.addEventListener("blur", () => {
    close();
    field.removeAttribute("autocomplete");
  });
  field.form?.addEventListener("submit", () => {
    close();
    field.removeAttribute("autocomplete");
  });
}
