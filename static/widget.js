// Puts a list of work into another site's page: <script src="…/widget.js" data-plaats="Dalfsen" data-aantal="5" async></script>
// Every data attribute is a choice of the search page. The list is a frame: it sees nothing of the page around it.
"use strict";
(() => {
  const script = document.currentScript;
  if (!script) return;
  const address = new URL("/widget", script.src);
  for (const { name, value } of script.attributes) {
    if (name.startsWith("data-")) for (const each of value.split(",")) address.searchParams.append(name.slice(5), each.trim());
  }
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address.href, title: "Werk bij u in de buurt", loading: "lazy", width: "100%", height: "400" });
  frame.style.border = "0";
  script.after(frame);
  addEventListener("message", ({ source, origin, data }) => {
    const height = Number(data && data.baaninHeight);
    if (source === frame.contentWindow && origin === address.origin && height > 0) frame.height = Math.min(height, 10000);
  });
})();
