// Leaflet tries one piece of markup as it starts. It may write that, and no other page of text becomes markup.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (text === "<svg/>" ? text : null),
});
