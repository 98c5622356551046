// The staff area is a build of its own into the same folder: the public bundle and the list of its service worker never know of it.
import { defineConfig, type Plugin } from "vite";

/** Puts the sheet of the entry before those of shared parts: it says in which order the layers of style count. */
const layersFirst: Plugin = {
  name: "wik-layers-first",
  transformIndexHtml: {
    order: "post",
    handler: (html) => {
      const links = html.match(/ *<link rel="stylesheet"[^>]*>\n/g) ?? [];
      const own = links.find((link) => link.includes("/staff-staff-")) ?? "";
      const [first = ""] = links;
      return own === first ? html : html.replace(own, "").replace(first, own + first);
    },
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  publicDir: false,
  plugins: [layersFirst],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "staff.html",
      output: {
        chunkFileNames: ({ facadeModuleId }) => {
          const staff = facadeModuleId?.match(/\/i18n\/gen\/staff\/(.+)\.js$/)?.[1];
          const shared = facadeModuleId?.match(/\/i18n\/gen\/([^/]+)\.js$/)?.[1];
          if (staff) return `assets/texts.staff.${staff}.[hash].js`;
          return shared ? `assets/texts.${shared}.[hash].js` : "assets/staff-[name]-[hash].js";
        },
        entryFileNames: "assets/staff-[hash].js",
        assetFileNames: ({ names }) =>
          names[0]?.endsWith(".css")
            ? "assets/staff-[name]-[hash][extname]"
            : "assets/[name]-[hash][extname]",
      },
    },
  },
});
