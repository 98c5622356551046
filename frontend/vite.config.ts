import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", cssCodeSplit: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
