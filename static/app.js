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
